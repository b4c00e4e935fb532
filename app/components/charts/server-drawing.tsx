/** A chart that the server has drawn with our own components; `html` never holds anything a person typed. */
export function ServerDrawing({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: markup of our own chart components, rendered by React
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}
