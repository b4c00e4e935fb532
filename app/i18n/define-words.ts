import type { Locale } from './locale';

type Word = string | ((...parameters: never[]) => string);
type WordTree = { readonly [key: string]: Word | WordTree };

type SameShape<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...parameters: infer P) => string
      ? (...parameters: P) => string
      : SameShape<T[K]>;
};

export type Words<T = WordTree> = Readonly<Record<Locale, SameShape<T>>>;

/** A feature's words in both languages; the compiler refuses an English side of another shape. */
export function defineWords<T extends WordTree>(words: { 'zh-CN': T; en: SameShape<NoInfer<T>> }): Words<T> {
  return words as unknown as Words<T>;
}

export function wordsFor<T>(locale: Locale, words: Readonly<Record<Locale, T>>): T {
  return words[locale];
}
