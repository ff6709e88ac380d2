// Owns: the letter of a request, composed from the case as it is told to. Must not: render or write.
import type { ComposedDocument } from '../../../domain/document/blocks.ts';
import { composeRequest } from '../../../domain/document/request-letter.ts';
import type { CaseId, EventHash } from '../../../domain/ids.ts';
import { textValue } from '../../../domain/ledger/case/fields.ts';
import { currentOffer } from '../../../domain/ledger/case/offers.ts';
import { dueNow } from '../../../domain/ledger/case/requests.ts';
import { openedDay } from '../../../domain/matter/matter.ts';
import type { CaseState, PartyRequest } from '../../../domain/ledger/case/state.ts';
import { isDemo, type Session } from '../session.ts';

/** RQ-9: the act that gave the day which the letter says. After more time it is another letter. */
export function letterAct(state: CaseState, request: PartyRequest): EventHash {
  return state.acts[dueNow(request).act]?.event ?? request.id;
}

/** Undefined where the letter lacks what it must say. */
export function requestLetter(
  session: Session,
  {
    caseId,
    state,
    request,
  }: { readonly caseId: CaseId; readonly state: CaseState; readonly request: PartyRequest },
): ComposedDocument | undefined {
  const { texts, pin, lacks } = session.reference.requests;
  const wordings = new Map(lacks.lacks.map(({ code, text }) => [code, text]));
  const offer = currentOffer(state);
  const text = (field: string) => textValue(state.fields, field) ?? '';
  const due = dueNow(request);
  const act = letterAct(state, request);
  const composed = composeRequest(
    {
      caseId,
      act,
      applicationId: state.applicationId ?? '',
      name: `${text('givenName')} ${text('familyName')}`.trim(),
      address:
        request.how === 'post'
          ? text('address')
              .split(/\n|, /)
              .map((line) => line.trim())
          : [],
      what: request.what,
      lacks: request.lacks.map(({ code }) => wordings.get(code) ?? code),
      text: request.text ?? '',
      employer: offer ? textValue(offer.fields, 'employerName') : undefined,
      writtenOn: due.value.day,
      longer: act !== request.id,
      dueOn: due.value.dueOn,
      openedOn: openedDay(state),
      demo: isDemo(session),
    },
    { texts, pin, confirmations: session.ledger.shared().confirmations },
  );
  return composed.ok ? composed.value : undefined;
}
