import { decideSticky, type Sticky, type StickyAction } from '../../review/post/sticky.ts';
import { type Got, got } from './api.ts';
import type { CodeHost } from './code-host.ts';

const mostAttempts = 3;

const act = (host: CodeHost, number: number, action: StickyAction): Promise<Got<object>> => {
  switch (action.kind) {
    case 'create':
      return host.createComment(number, action.body);
    case 'edit':
      return host.editComment({ number, id: action.id }, action.body);
    case 'leave':
      return Promise.resolve(got({}));
  }
};

/**
 * Puts a report into its one comment, unless the pull request has gone on meanwhile. A comment that could not be created may be there all the same: before another attempt the
 * comments are read anew.
 */
export const writeComment = async (host: CodeHost, number: number, sticky: Sticky): Promise<Got<StickyAction>> => {
  for (let attempt = 1; ; attempt += 1) {
    const comments = await host.readComments(number);
    if (comments.kind === 'refused') return comments;
    const head = await host.readHead(number);
    if (head.kind === 'refused') return head;
    if (head.value !== sticky.run.head) return got({ kind: 'leave', because: 'newer' });
    const action = decideSticky(comments.value, sticky);
    const done = await act(host, number, action);
    if (done.kind === 'got') return got(action);
    if (action.kind !== 'create' || attempt === mostAttempts) return done;
  }
};
