const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader sees as one character each; Terraform counts and cuts by those. */
export const graphemes = (text: string): string[] =>
  Array.from(segmenter.segment(text), part => part.segment);
