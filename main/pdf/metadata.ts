// Owns: what a file says about itself: XMP (PDF/A-2a, PDF/UA-1) and the information dictionary, which must agree.
// Must not hold personal data: only the fixed title, the agency, the day and the renderer reach it.
import { PDFHexString, type PDFObject } from 'pdf-lib';

export type FileFacts = {
  readonly title: string;
  readonly subject?: string | undefined;
  readonly author: string;
  /** YYYY-MM-DD */
  readonly createdOn: string;
  readonly producer: string;
};

const CREATOR = 'Språngbrädan';

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The XMP packet. The extension schema describes pdfuaid: without it PDF/A refuses the PDF/UA mark. */
export function xmpOf(facts: FileFacts): string {
  const description =
    facts.subject === undefined
      ? ''
      : `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(facts.subject)}</rdf:li></rdf:Alt></dc:description>`;
  const stamp = `${facts.createdOn}T00:00:00Z`;
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>sv-SE</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(facts.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${escaped(facts.author)}</rdf:li></rdf:Seq></dc:creator>${description}
<xmp:CreateDate>${stamp}</xmp:CreateDate><xmp:ModifyDate>${stamp}</xmp:ModifyDate><xmp:CreatorTool>${CREATOR}</xmp:CreatorTool>
<pdf:Producer>${escaped(facts.producer)}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}

export function infoOf(facts: FileFacts): Record<string, PDFObject> {
  const text = (value: string) => PDFHexString.fromText(value);
  const day = text(`D:${facts.createdOn.replaceAll('-', '')}000000Z`);
  return {
    Title: text(facts.title),
    ...(facts.subject === undefined ? {} : { Subject: text(facts.subject) }),
    Author: text(facts.author),
    Creator: text(CREATOR),
    Producer: text(facts.producer),
    CreationDate: day,
    ModDate: day,
  };
}
