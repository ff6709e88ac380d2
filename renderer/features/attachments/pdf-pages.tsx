// Owns: drawing the pages of a PDF to a canvas, one at a time, with the page's text for whoever does not see it.
// Must not: run or fetch anything that stands in the file: no scripts, forms, links, fonts or WebAssembly from anywhere (AT-8).
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getDocument, GlobalWorkerOptions, PasswordException } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { mostPixels } from '../../../domain/attachment/file-type.ts';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Waiting } from '../../ui/states.tsx';

/** The worker that reads the file, and decoders of scanned pages as plain JavaScript, built in beside the window (electron.vite.config.ts). */
const decoders = new URL('/pdfjs/', window.location.href).href;
GlobalWorkerOptions.workerSrc = `${decoders}pdf.worker.min.mjs`;

type Loaded = { readonly pdf?: PDFDocumentProxy; readonly problem?: 'locked' | 'broken' };

function usePdf(bytes: Uint8Array): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({});
  useEffect(() => {
    let isLeft = false;
    const task = getDocument({
      // The worker takes what it is given away from here.
      data: bytes.slice(),
      useSystemFonts: true,
      useWasm: false,
      wasmUrl: decoders,
      useWorkerFetch: false,
      enableXfa: false,
      maxImageSize: mostPixels,
      verbosity: 0,
    });
    task.promise.then(
      (pdf) => (isLeft ? undefined : setLoaded({ pdf })),
      (error: unknown) => {
        if (!isLeft) setLoaded({ problem: error instanceof PasswordException ? 'locked' : 'broken' });
      },
    );
    return () => {
      isLeft = true;
      void task.destroy();
    };
  }, [bytes]);
  return loaded;
}

type PagesProps = { readonly bytes: Uint8Array; readonly name: string; readonly zoom: number };

export function PdfPages({ bytes, name, zoom }: PagesProps) {
  const { t } = useTranslation('attachment');
  const { pdf, problem } = usePdf(bytes);
  const [number, setNumber] = useState(1);
  if (problem !== undefined) return <p className="viewer-note">{t(`viewer.${problem}`)}</p>;
  if (pdf === undefined) return <Waiting />;
  const all = pdf.numPages;
  const go = (by: number) => setNumber(Math.min(all, Math.max(1, number + by)));
  return (
    <div
      className="viewer-pages"
      role="presentation"
      onKeyDown={(event) => {
        const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (by === 0 || zoom > 1) return;
        event.preventDefault();
        go(by);
      }}
    >
      <div className="viewer-turn">
        <Button kind="quiet" isDisabled={number === 1} onPress={() => go(-1)}>
          {t('viewer.previous')}
        </Button>
        <span aria-live="polite">
          {t('viewer.page', { number: formatCount(number), all: formatCount(all) })}
        </span>
        <Button kind="quiet" isDisabled={number === all} onPress={() => go(1)}>
          {t('viewer.next')}
        </Button>
      </div>
      <Page pdf={pdf} number={number} name={name} zoom={zoom} />
    </div>
  );
}

type PageProps = Pick<PagesProps, 'name' | 'zoom'> & {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
};

function Page({ pdf, number, name, zoom }: PageProps) {
  const { t } = useTranslation('attachment');
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(box);
  // The box stays where it is, so that whoever turns pages in it keeps the focus.
  useEffect(() => box.current?.scrollTo({ top: 0 }), [number]);
  const { text, lack } = useDrawn({ pdf, number, canvas, width: width * zoom });
  return (
    // A box that scrolls must be reachable by key.
    <div
      ref={box}
      className="viewer-box"
      tabIndex={0}
      role="group"
      aria-label={t('viewer.pageOf', { number: formatCount(number), name })}
    >
      {lack === null ? null : <p className="viewer-note">{t(`viewer.${lack}`)}</p>}
      <canvas ref={canvas} className="viewer-page" style={{ width: `${zoom * 100}%` }} aria-hidden="true" />
      <p className="visually-hidden">{text}</p>
    </div>
  );
}

/** In whole steps, so that dragging the divider does not draw at every pixel. */
function useWidth(box: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.ceil(element.clientWidth / 40) * 40));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

type Drawing = {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly canvas: { readonly current: HTMLCanvasElement | null };
  /** Of the page as it stands in the window. */
  readonly width: number;
};

/** Why there is nothing to read where something may be: a white page alone would say that the document is empty. */
type Lack = 'pageBroken' | 'imageBroken' | 'pageBlank';
type Drawn = { readonly text: string; readonly lack: Lack | null };

function useDrawn({ pdf, number, canvas, width }: Drawing): Drawn {
  const [drawn, setDrawn] = useState<Drawn>({ text: '', lack: null });
  useEffect(() => {
    if (width === 0) return undefined;
    let isLeft = false;
    let stop: (() => void) | undefined;
    const run = async () => {
      try {
        const page = await pdf.getPage(number);
        if (isLeft || canvas.current === null) return;
        const task = drawPage(page, canvas.current, width);
        stop = () => task.cancel();
        await task.promise;
        const text = await textOf(page);
        const lack = hasLostImage(page) ? 'imageBroken' : isBlank(canvas.current) ? 'pageBlank' : null;
        if (!isLeft) setDrawn({ text, lack });
      } catch {
        if (!isLeft) setDrawn({ text: '', lack: 'pageBroken' });
      }
    };
    void run();
    return () => {
      isLeft = true;
      stop?.();
    };
  }, [pdf, number, canvas, width]);
  return drawn;
}

/** A page may say that it is as large as a field: what is drawn is never more than a canvas bears. */
const mostDrawn = 16_000_000;

function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number) {
  const whole = page.getViewport({ scale: 1 });
  const wanted = (width * window.devicePixelRatio) / whole.width;
  const most = Math.sqrt(mostDrawn / (whole.width * whole.height));
  const viewport = page.getViewport({ scale: Math.min(wanted, most) });
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  return page.render({ canvas, viewport, annotationMode: 0 });
}

/** A picture that cannot be decoded is nothing among the page's objects, and pdf.js draws on without it. */
function hasLostImage(page: PDFPageProxy): boolean {
  return [...page.objs].some(([, data]) => data === null);
}

const stripHeight = 64;

/** One colour from edge to edge. In strips, and done at the first point of ink: nearly always at once. */
function isBlank(canvas: HTMLCanvasElement | null): boolean {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return false;
  let paper: number | undefined;
  for (let top = 0; top < canvas.height; top += stripHeight) {
    const height = Math.min(stripHeight, canvas.height - top);
    const points = new Uint32Array(context.getImageData(0, top, canvas.width, height).data.buffer);
    paper ??= points[0];
    if (points.some((point) => point !== paper)) return false;
  }
  return true;
}

const longestText = 20_000;

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
  return text.slice(0, longestText);
}
