// Owns: the list of views: path, page, place in the rail. To add a view: one line in `views` (see ../README.md).
// Must not: fetch, or know what a view shows.
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { z } from 'zod';
import { Shell } from '../features/shell/shell.tsx';
import { WorkListDialog } from '../features/lookups/work-list-dialog.tsx';
import { CaseWork } from '../features/teamwork/case-work.tsx';
import { ManyWork } from '../features/teamwork/many-work.tsx';
import { TodayPage } from '../features/today/today-page.tsx';
import { CasePane } from '../features/case/case-pane.tsx';
import { ManyFacts } from '../features/facts/many-facts.tsx';
import { AskDialog } from '../features/requests/ask-dialog.tsx';
import { CaseMatter } from '../features/requests/case-matter.tsx';
import { CaseQuestions } from '../features/requests/case-questions.tsx';
import { CaseAttachments } from '../features/attachments/case-attachments.tsx';
import { Beside } from '../features/attachments/viewer.tsx';
import { CaseRequests } from '../features/requests/case-requests.tsx';
import { CasePackage } from '../features/packages/case-package.tsx';
import { Issuers } from '../features/packages/issuers.tsx';
import { CaseGiven } from '../features/disclosure/case-given.tsx';
import { GivenOutPage } from '../features/given-out/given-out-page.tsx';
import { ReviewPage } from '../features/review/review-page.tsx';
import { PurgePage } from '../features/purge/purge-page.tsx';
import { StatisticsPage } from '../features/statistics/statistics-page.tsx';
import { MailingStep } from '../features/mailings/mailing-step.tsx';
import { MailingsPage } from '../features/mailings/mailings-page.tsx';
import { IntakePage } from '../features/intake/intake-page.tsx';
import { OffersPage } from '../features/offers/offers-page.tsx';
import { BarPage } from '../features/bar/bar-page.tsx';
import { DecisionPage } from '../features/decision/decision-page.tsx';
import { PrintPage } from '../features/print/print-page.tsx';
import { ExchangePage } from '../features/exchange/exchange-page.tsx';
import { ConflictsPage } from '../features/conflicts/conflicts-page.tsx';
import { GroupPage } from '../features/group/group-page.tsx';
import { AccessPage } from '../features/access/access-page.tsx';
import { ProofPage } from '../features/proof/proof-page.tsx';
import { SeenPage } from '../features/seen/seen-page.tsx';
import { BackupPage } from '../features/keeping/backup-page.tsx';
import { SecurityPage } from '../features/keeping/security-page.tsx';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { FaultPage } from './fault-boundary.tsx';
import { railEntries } from './rail-entries.ts';

/** What an address may carry between views. Ids are keyed and say nothing about a person. */
const search = z.object({ case: z.string().max(40).optional(), query: z.string().max(2000).optional() });

const rootRoute = createRootRoute({
  component: () => <Shell entries={railEntries} />,
  validateSearch: (raw) => {
    const parsed = search.safeParse(raw);
    return parsed.success ? parsed.data : {};
  },
  errorComponent: ({ reset }) => <FaultPage onRetry={reset} />,
  notFoundComponent: () => <TodayPage />,
});

/** Features do not import one another: what leaves a case is put into its pane here. */
function GivenCasePane(props: Omit<ComponentProps<typeof CasePane>, 'Given' | 'Work'>) {
  return <CasePane {...props} Given={BroughtAndGiven} Work={WorkInCase} />;
}

/** What the applicant brings, and what leaves the case. */
function BroughtAndGiven(props: ComponentProps<typeof CaseGiven>) {
  return (
    <>
      <CasePackage {...props} />
      <CaseGiven {...props} />
    </>
  );
}

function WorkInCase(props: ComponentProps<typeof CaseWork>) {
  return (
    <>
      <CaseWork {...props} />
      <CaseMatter {...props} />
      <CaseRequests {...props} />
      <CaseQuestions {...props} />
      <CaseAttachments {...props} />
    </>
  );
}

const parent = () => rootRoute;
type ChosenWorkProps = ComponentProps<ComponentProps<typeof ReviewPage>['Work']>;

function ChosenWork({ act, ...rest }: ChosenWorkProps) {
  if (act === 'request') return <AskDialog {...rest} />;
  if (act === 'facts') return <ManyFacts {...rest} />;
  return act === 'workList' ? <WorkListDialog {...rest} /> : <ManyWork act={act} {...rest} />;
}

const views = [
  createRoute({
    getParentRoute: parent,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/today' });
    },
  }),
  createRoute({ getParentRoute: parent, path: '/today', component: TodayPage }),
  createRoute({
    getParentRoute: parent,
    path: '/review',
    component: () => <ReviewPage Pane={GivenCasePane} Work={ChosenWork} Beside={Beside} />,
  }),
  createRoute({
    getParentRoute: parent,
    path: '/intake',
    component: () => <IntakePage Mailing={MailingStep} />,
  }),
  createRoute({ getParentRoute: parent, path: '/intake/mailings', component: MailingsPage }),
  createRoute({ getParentRoute: parent, path: '/offers', component: OffersPage }),
  createRoute({
    getParentRoute: parent,
    path: '/decision',
    component: () => <DecisionPage Pane={GivenCasePane} Beside={Beside} />,
  }),
  createRoute({ getParentRoute: parent, path: '/decision/bar', component: BarPage }),
  createRoute({ getParentRoute: parent, path: '/print', component: PrintPage }),
  createRoute({ getParentRoute: parent, path: '/exchange', component: ExchangePage }),
  createRoute({ getParentRoute: parent, path: '/exchange/conflicts', component: ConflictsPage }),
  createRoute({ getParentRoute: parent, path: '/exchange/seen', component: SeenPage }),
  createRoute({ getParentRoute: parent, path: '/statistics', component: StatisticsPage }),
  createRoute({
    getParentRoute: parent,
    path: '/settings',
    component: () => <SettingsPage Issuers={Issuers} />,
  }),
  createRoute({ getParentRoute: parent, path: '/settings/group', component: GroupPage }),
  createRoute({ getParentRoute: parent, path: '/settings/proof', component: ProofPage }),
  createRoute({ getParentRoute: parent, path: '/settings/access', component: AccessPage }),
  createRoute({ getParentRoute: parent, path: '/settings/backup', component: BackupPage }),
  createRoute({ getParentRoute: parent, path: '/settings/security', component: SecurityPage }),
  createRoute({ getParentRoute: parent, path: '/settings/given-out', component: GivenOutPage }),
  createRoute({ getParentRoute: parent, path: '/settings/purge', component: PurgePage }),
] as const;

export const router = createRouter({
  routeTree: rootRoute.addChildren(views),
  history: createHashHistory(),
  defaultPreload: false,
  defaultErrorComponent: ({ reset }) => <FaultPage onRetry={reset} />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
