// Owns: text that is set in its own way: days that never break, control words that are read aloud. Must not: change the text.
export function Dated({ text }: { readonly text: string }) {
  return text.split(/(\d{4}-\d{2}-\d{2})/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // Parts have no other identity than their place.
      <span key={`${index}-${part}`} className="nowrap">
        {part}
      </span>
    ),
  );
}

/** Six words as they are read to one another, numbered; two people compare them, not the program. */
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
