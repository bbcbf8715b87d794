/** How a review can be printed. */
export const reviewFormats = ['human', 'json', 'markdown', 'html', 'github', 'sarif'] as const;
export type ReviewFormat = (typeof reviewFormats)[number];
