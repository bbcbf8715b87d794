import type { PostOptions } from '../post-types.ts';
import { type Access, got } from './api.ts';
import type { CodeHost } from './code-host.ts';
import { createComment, editComment, findPull, readComments, readPull, writeStatus } from './github.ts';
import { readAgreement } from './read-agreement.ts';

/** GitHub, for the commit of a report. */
export const githubHost = (access: Access, options: PostOptions): CodeHost => {
  const repository = { access, name: options.repository };
  const { head } = options.run;
  return {
    find: () => findPull(repository, head),
    readHead: async (number) => {
      const pull = await readPull(repository, number);
      return pull.kind === 'refused' ? pull : got(pull.value.head);
    },
    readComments: (number) => readComments(repository, number),
    createComment: (number, body) => createComment(repository, number, body),
    editComment: ({ id }, body) => editComment(repository, id, body),
    writeStatus: (status) => writeStatus(repository, head, status),
    readAgreement: (number, output) => readAgreement(repository, { number, output, options }),
  };
};
