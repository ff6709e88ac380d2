// Owns: six control words as they are read to one another, numbered. Must not: compare them; two people do.
export function ControlWords({ words }: { readonly words: readonly string[] }) {
  return (
    <ol className="words">
      {words.map((word, index) => (
        <li key={`${index}-${word}`} className="word">
          <span className="quiet">{index + 1}</span> {word}
        </li>
      ))}
    </ol>
  );
}
