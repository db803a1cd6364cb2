import type { Words } from './zh.ts'

export const en: Words = {
  appName: 'Sutiao', appLong: 'Online mediation of financial disputes', skip: 'Skip to content', language: '中文', signOut: 'Sign out', menu: 'Main menu',
  cases: 'Cases', confirmations: 'Confirmation', notices: 'Notices', refer: 'New case', 
  unread: '{{n}} unread', loading: 'Loading…', retry: 'Load again', failed: 'This could not be loaded', notFound: 'There is no such page', home: 'Back to the start',
  clock: 'Demonstration clock: one day = {{day}}', clockToday: 'today is {{date}}',
  signIn: 'Sign in', signInParty: 'Parties', signInStaff: 'Staff', phone: 'Mobile number', code: 'Code', sendCode: 'Get a code',
  codeSent: 'If the number is on record, a code is on its way. It holds for five minutes.', sendAgain: 'again in {{n}} s', login: 'Account', password: 'Password',
  welcome: 'Follow your dispute, take part in mediation, sign', welcomeFree: 'Voluntary, free of charge, confidential', firstPassword: 'Please change your first password', currentPassword: 'Present password',
  newPassword: 'New password', repeatPassword: 'New password again', notAlike: 'The two differ', passwordHint: 'at least 10 characters', change: 'Change password',
  signedInAs: '{{name}} ({{role}})', needPhone: 'Please give your mobile number', needCode: 'Please give the six digits', needLogin: 'Please give your account', needPassword: 'Please give your password',
  search: 'Search number or party', stage: 'Stage', allStages: 'All stages', order: 'Order', byDue: 'By date due', byReceived: 'By date received', number: 'Number', parties: 'Parties',
  nearest: 'Nearest date', amount: 'Amount', received: 'Received', more: 'Load more', noCases: 'No case matches', noCasesParty: 'You have no case yet', noNumber: '(no number)',
  daysLeft: '{{n}} days left', today: 'ends today', overdue: '{{n}} days overdue', provisional: 'provisional', stopped: 'stopped', noDue: 'no date', shown: '{{n}} shown',
  versus: 'v.',
  waiting: 'Applications for confirmation', waitingCount: '{{n}} waiting', noWaiting: 'No application is waiting', toTake: 'to be taken up', toRule: 'to be ruled on', withdrawalAsked: 'withdrawal asked for', awaiting: 'waiting for material',
  terms: 'Terms agreed', wholeCase: 'See the whole case', payment: '{{payer}} pays {{payee}} {{amount}}', before: 'by {{date}}', noActs: 'There is nothing for you to do now',
  nowAt: 'Now', nextIs: 'Next', stepOf: 'Step {{n}} of {{of}}', done: 'Closed', dates: 'Dates', howCounted: 'How it is counted', from: 'counted from {{date}}',
  acts: 'What you can do now', otherActs: 'Other', agreement: 'Agreement', version: 'version {{n}}', obligation: 'No. {{n}}', noDate: 'no date agreed', performed: 'performed', reported: 'reported as performed, to be checked', otherTerms: 'Other terms',
  partial: 'A partial agreement. Left open:', totalIs: 'Total', signed: 'signed {{date}}', notSigned: 'not signed', sessions: 'Sessions', footage: 'Recordings of session {{n}}', noFootage: 'There are none that you may see, or they are no longer kept.', footageFailed: 'It could not be opened. Please try again later.', fromTo: '{{date}}, {{from}} to {{to}}', footageKept: 'kept until {{date}}', playFootage: 'Play', goToRoom: 'Go to the video room', sessionNo: 'Session {{n}}',
  place: 'Place', confirmation: 'Judicial confirmation', courtAsked: 'Court', joined: 'applied', notJoined: 'has not applied', ruling: 'Ruling', granted: 'confirmed', refused: 'refused', endReport: 'How it ended', cause: 'Cause', conduct: 'Conduct of the parties',
  undisputed: 'Undisputed facts', flags: 'For the court to note', excluded: 'Days left out of the trial limit', history: 'History', details: 'Content', you: 'you', consented: 'consents to mediation',
  notConsented: 'has not answered yet', declines: 'Declines {{what}}', agents: 'Agents', special: 'special authority', claims: 'Claims', narrative: 'Facts and grounds', about: 'The dispute', court: 'Court', courtNumber: 'Court number', organisation: 'Organisation', mediator: 'Mediator', causeOf: 'Cause of action',
  noDates: 'No period is running now', yes: 'yes', no: 'no', closed: 'Ended by', disclosure: 'Disclosure by the mediator', supplements: 'Material asked for',
  proposal: 'Proposal', servedAt: 'served {{date}}', accepted: 'accepted', allRows: 'Show all {{n}}', partyOf: '{{name}} ({{role}})',
  documents: 'Documents', noDocuments: 'No documents yet', allDocuments: 'Show all {{n}} documents', documentCode: 'Document code', signedSealed: 'signed and sealed', signedBy: 'signed by {{n}}', awaitsSignatures: 'awaits signatures', olderVersion: 'older version', caseFile: 'Download the case file (ZIP)', caseFileWhat: 'All documents, files and acts, bound in one file', binding: 'The file is being bound; this takes some seconds…', loadingFile: 'Downloading: {{got}} of {{of}}', fileSaved: 'The case file was downloaded',
  fileFailed: 'The download failed; please try again', evidence: 'Evidence', evidenceNo: 'Item {{n}}', proves: 'Proves: {{proof}}', openFile: 'open', downloadFile: 'download', onDelay: 'What follows from delay', delayAfter: 'applies after {{n}} days of delay', delayAll: 'all that is open falls due at once', delayRate: '{{rate}} ten-thousandths of what is unpaid for each day of delay', delayPenalty: 'a fixed sum of {{amount}}', paidInto: 'into {{account}}', perTenThousand: '5 means 5 in 10,000', wording: 'Wording',
  submit: 'Submit', sending: 'Sending…', close: 'Close', back: 'Back', next: 'Next', confirmAct: 'Confirm: {{act}}', optional: 'optional', choose: 'Please choose', add: 'Add', remove: 'Remove', rowNo: 'No. {{n}}', onePerLine: 'one per line',
  fixThese: 'Please correct this', basis: 'Basis: {{source}}', draftKept: 'What you typed last time is back', conflict: 'The case has just changed and was loaded anew. What you typed is still here; please look again before you submit.', yuan: 'yuan', beijing: 'Beijing time', emptyForm: 'There is nothing to fill in; just confirm.',
  need_choose: 'Please fill this in', need_badMoney: 'Please give an amount such as 12,000.00', need_badDate: 'Please give a date', need_badNumber: 'Please give a number', succeeded: 'Submitted: {{act}}', noChoices: 'nothing to choose from yet', carefully: 'Please confirm', 
  referTitle: 'Refer a case or apply', aboutCase: 'The case', aboutParties: 'The parties', aboutOffice: 'The organisation', partyNo: 'Party {{n}}', 
  noNotices: 'No notices', markRead: 'Mark all as read', isNew: 'unread',
}

/** The wordings that differ where there is one of a thing. */
export const one: Partial<Words> = {
  daysLeft: '{{n}} day left', overdue: '{{n}} day overdue',
}
