import * as z from 'zod';

interface Words {
  decision: string;
  ground: string;
  words: string;
  tooLong: string;
}

export const mediationSchema = (words: Words) =>
  z.object({
    decision: z.enum(['overrule', 'uphold'], { error: words.decision }),
    ground: z.string({ error: words.ground }),
    words: z.string({ error: words.words }).trim().min(1, words.words).max(1000, words.tooLong),
  });
