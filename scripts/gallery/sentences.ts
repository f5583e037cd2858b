/**
 * One honest sentence on the difference between what is claimed and what the shop shows, with the reason, by name of
 * the file. A test asks for one wherever a claim is not seen on both seeds, and wherever the courses give a figure.
 */
export const sentences: Readonly<Record<string, string>> = {}

/** The same for the headline claims, by id. */
export const headlineSentences: Readonly<Record<string, string>> = {}
