// Owns: a composed document as a sheet on the screen: letterhead, frames, blocks and footer in the order they print.
// Must not: add or leave out a word; line and page breaks are the printer's.
import './paper.css';
import type { ReactNode } from 'react';
import type { Block, ComposedDocument, Letterhead, Run } from '../../../domain/document/blocks.ts';

export function Paper({ composed }: { readonly composed: ComposedDocument }) {
  return (
    <article className="paper" lang={composed.lang} aria-label={composed.title}>
      {composed.demoMark === undefined ? null : <p className="paper-demo">{composed.demoMark}</p>}
      {composed.draftHead === undefined ? null : <p className="paper-draft">{composed.draftHead}</p>}
      <Head letterhead={composed.letterhead} />
      <div className="paper-body">
        {composed.blocks.map((block, index) => (
          <PaperBlock key={`${index}-${block.kind}`} block={block} />
        ))}
      </div>
      <footer className="paper-foot">{composed.footer.text}</footer>
    </article>
  );
}

function Head({ letterhead }: { readonly letterhead: Letterhead }) {
  return (
    <header className="paper-head">
      <p className="paper-agency">{letterhead.agency}</p>
      <p className="paper-kind">{letterhead.documentKind ?? ''}</p>
      <p className="paper-recipient">{(letterhead.recipient ?? []).join('\n')}</p>
      <dl className="paper-meta">
        {letterhead.meta.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

function Runs({ runs }: { readonly runs: readonly Run[] }) {
  return (
    <>
      {runs.map((run, index) => {
        const key = `${index}-${run.text.slice(0, 12)}`;
        if (run.style === 'strong') return <strong key={key}>{run.text}</strong>;
        if (run.style === 'mark')
          return (
            <mark key={key} className="paper-mark">
              {run.text}
            </mark>
          );
        return <span key={key}>{run.text}</span>;
      })}
    </>
  );
}

function PaperBlock({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return <PaperHeading level={block.level} text={block.text} />;
    case 'paragraph':
      return (
        <p className={block.small ? 'paper-small' : ''}>
          <Runs runs={block.runs} />
        </p>
      );
    case 'facts':
      return <PaperFacts rows={block.rows} />;
    case 'table':
      return <PaperTable table={block} />;
    case 'list':
      return (
        <ul className="paper-list">
          {block.items.map((item, index) => (
            <li key={`${index}-${item[0]?.text.slice(0, 12) ?? ''}`}>
              <Runs runs={item} />
            </li>
          ))}
        </ul>
      );
    case 'checkboxes':
      return <PaperBoxes items={block.items} />;
    case 'field':
      return <PaperField field={block} />;
    case 'spacer':
      return <div className={`paper-space-${block.size}`} />;
  }
}

/** The page's own h1 and the case's h2 stand above: the paper's levels follow them. */
function PaperHeading({ level, text }: { readonly level: 1 | 2 | 3; readonly text: string }) {
  if (level === 1) return <h3 className="paper-h1">{text}</h3>;
  return level === 2 ? <h4 className="paper-h2">{text}</h4> : <h5 className="paper-h3">{text}</h5>;
}

type FactsBlock = Extract<Block, { kind: 'facts' }>;

function PaperFacts({ rows }: Pick<FactsBlock, 'rows'>) {
  return (
    <table className="paper-facts">
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td>
              <Runs runs={row.value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PaperTable({ table }: { readonly table: Extract<Block, { kind: 'table' }> }) {
  return (
    <table className="paper-table">
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column.label} scope="col" className={column.align === 'end' ? 'number' : ''}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, line) => (
          <tr key={`${line}-${row[0]?.[0]?.text ?? ''}`}>
            {row.map((cell, column) => (
              <td
                key={`${line}-${table.columns[column]?.label ?? column}`}
                className={table.columns[column]?.align === 'end' ? 'number' : ''}
              >
                <Runs runs={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PaperBoxes({ items }: Pick<Extract<Block, { kind: 'checkboxes' }>, 'items'>) {
  return (
    <ul className="paper-boxes">
      {items.map((item) => (
        <li key={item.label}>
          <span className="paper-box" role="img" aria-label={item.checked ? 'ja' : 'nej'}>
            {item.checked ? '✕' : ''}
          </span>{' '}
          {item.label}
        </li>
      ))}
    </ul>
  );
}

function PaperField({ field }: { readonly field: Extract<Block, { kind: 'field' }> }) {
  return (
    <dl className={field.multiline ? 'paper-field paper-field-long' : 'paper-field'}>
      <dt>
        <span className="paper-number">{field.number}</span> {field.label}
      </dt>
      <dd>
        <Runs runs={field.value} />
      </dd>
    </dl>
  );
}
