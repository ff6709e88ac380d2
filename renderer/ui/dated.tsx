// Owns: running text whose days never break over two lines. Must not: change the text; it is copied as it stands.
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
