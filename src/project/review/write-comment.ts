import { decideSticky, type Sticky, type StickyAction } from '../../review/post/sticky.ts';
import { type Got, got } from './api.ts';
import { createComment, editComment, readComments, readPull, type Repository } from './github.ts';

const mostAttempts = 3;

const act = (repository: Repository, number: number, action: StickyAction): Promise<Got<object>> => {
  switch (action.kind) {
    case 'create':
      return createComment(repository, number, action.body);
    case 'edit':
      return editComment(repository, action.id, action.body);
    case 'leave':
      return Promise.resolve(got({}));
  }
};

/**
 * Puts a report into its one comment, unless the pull request has gone on meanwhile. A comment that could not be created may be there all the same: before another attempt the
 * comments are read anew.
 */
export const writeComment = async (repository: Repository, number: number, sticky: Sticky): Promise<Got<StickyAction>> => {
  for (let attempt = 1; ; attempt += 1) {
    const comments = await readComments(repository, number);
    if (comments.kind === 'refused') return comments;
    const pull = await readPull(repository, number);
    if (pull.kind === 'refused') return pull;
    if (pull.value.head !== sticky.run.head) return got({ kind: 'leave', because: 'newer' });
    const action = decideSticky(comments.value, sticky);
    const done = await act(repository, number, action);
    if (done.kind === 'got') return got(action);
    if (action.kind !== 'create' || attempt === mostAttempts) return done;
  }
};
