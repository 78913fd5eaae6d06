// Something that is done whenever there is news.

/** Does it once at a time; whatever news comes meanwhile, it is done once more for all of it. */
export function latest(act: () => Promise<void>): () => Promise<void> {
  let news = false;
  let busy = false;
  return async () => {
    news = true;
    if (busy) return;
    busy = true;
    try {
      while (news) {
        news = false;
        await act();
      }
    } finally {
      busy = false;
    }
  };
}
