import type { PostOptions } from '../post-types.ts';
import { type Access, got } from './api.ts';
import type { CodeHost } from './code-host.ts';
import { readGitlabAgreement } from './gitlab-agreement.ts';
import { createNote, editNote, findRequest, type MergeRequest, readNotes, readRequest } from './gitlab.ts';
import { writeMark } from './gitlab-status.ts';

/** GitLab, for the commit of a report in one merge request. */
export const gitlabHost = (access: Access, { repository, run: { head }, author }: PostOptions, number: number): CodeHost => {
  const request: MergeRequest = { project: { access: { ...access, accept: 'application/json' }, name: repository }, number };
  return {
    find: async () => {
      const found = await findRequest(request, head);
      if (found.kind === 'refused') return found;
      return got(found.value === 'open' ? { kind: 'open', number } : { kind: 'superseded' });
    },
    readHead: async () => {
      const facts = await readRequest(request);
      return facts.kind === 'refused' ? facts : got(facts.value.sha ?? '');
    },
    readComments: async () => {
      const notes = await readNotes(request);
      if (notes.kind === 'refused') return notes;
      const written = notes.value.filter(({ system }) => !system);
      return got(written.map(({ id, author: by, body }) => ({ id, author: by?.username ?? '', body: body ?? '' })));
    },
    createComment: (_, body) => createNote(request, body),
    editComment: ({ id }, body) => editNote(request, id, body),
    writeStatus: (status) => writeMark(request, status, { head, account: author }),
    readAgreement: () => readGitlabAgreement(request, head, author),
  };
};
