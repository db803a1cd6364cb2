export const zh = {
  appName: '诉调', appLong: '金融纠纷在线诉调对接', skip: '跳到正文', language: 'English', signOut: '退出', menu: '主菜单',
  cases: '案件', confirmations: '司法确认', notices: '通知', refer: '新收案件', 
  unread: '{{n}}条未读', loading: '正在加载…', retry: '重新加载', failed: '没有加载成功', notFound: '没有找到这个页面', home: '回到首页',
  clock: '演示时钟：一天 = {{day}}', clockToday: '今天是 {{date}}',
  // Sign-in
  signIn: '登录', signInParty: '当事人登录', signInStaff: '工作人员登录', phone: '手机号', code: '验证码', sendCode: '获取验证码',
  codeSent: '如果该号码登记在案，验证码已发送，五分钟内有效', sendAgain: '{{n}}秒后可重新获取', login: '账号', password: '密码',
  welcome: '查看纠纷进展、参加调解、签署协议', welcomeFree: '调解自愿、免费、保密', firstPassword: '请先修改初始密码', currentPassword: '当前密码',
  newPassword: '新密码', repeatPassword: '再输一次新密码', notAlike: '两次输入不一致', passwordHint: '至少10位', change: '确认修改',
  signedInAs: '{{name}}（{{role}}）', needPhone: '请填写手机号', needCode: '请填写6位验证码', needLogin: '请填写账号', needPassword: '请填写密码',
  // Lists
  search: '搜索案号或当事人', stage: '阶段', allStages: '全部阶段', order: '排序', byDue: '按期限', byReceived: '按收到时间', number: '案号', parties: '当事人',
  nearest: '最近期限', amount: '标的额', received: '收到', more: '加载更多', noCases: '没有符合条件的案件', noCasesParty: '您名下暂时没有案件', noNumber: '（未编号）',
  daysLeft: '还有{{n}}天', today: '今天截止', overdue: '已逾期{{n}}天', provisional: '暂定', stopped: '已停止', noDue: '无期限', shown: '已显示{{n}}件',
  versus: '与',
  // Confirmations
  waiting: '待办的司法确认申请', waitingCount: '{{n}}件', noWaiting: '没有待办的确认申请', toTake: '待受理', toRule: '待裁定', withdrawalAsked: '申请撤回', awaiting: '等待补充材料',
  terms: '协议内容', wholeCase: '查看全部案卷', payment: '{{payer}}向{{payee}}支付{{amount}}', before: '{{date}}前', noActs: '现在没有需要您办理的事项',
  // Case
  nowAt: '现在', nextIs: '下一步', stepOf: '第{{n}}步，共{{of}}步', done: '已办结', dates: '期限', howCounted: '怎么算的', from: '自{{date}}起算',
  acts: '您现在可以办理', otherActs: '其他', agreement: '调解协议', version: '第{{n}}版', obligation: '第{{n}}项', noDate: '未约定日期', performed: '已履行', reported: '已报告履行，待核实', otherTerms: '其他约定',
  partial: '部分协议，尚未达成一致：', totalIs: '合计', signed: '{{date}} 已签署', notSigned: '未签署', sessions: '调解安排', footage: '第{{n}}次调解的录音录像', noFootage: '没有您可以查看的录音录像，或者保存期已满。', footageFailed: '没有打开成功，请稍后再试。', fromTo: '{{date}} {{from}}至{{to}}', footageKept: '保存至{{date}}，期满删除', playFootage: '播放', goToRoom: '进入视频调解室', sessionNo: '第{{n}}次',
  place: '地点', confirmation: '司法确认', courtAsked: '确认法院', joined: '已申请', notJoined: '未申请', ruling: '裁定', granted: '准予确认', refused: '驳回申请', endReport: '结案情况', cause: '原因', conduct: '各方表现',
  undisputed: '无争议事实', flags: '提示法院注意', excluded: '不计入审限的天数', history: '办理记录', details: '填写内容', you: '您', consented: '已同意调解',
  notConsented: '尚未表示是否同意', declines: '不同意{{what}}', agents: '代理人', special: '特别授权', claims: '请求', narrative: '事实与理由', about: '纠纷情况', court: '法院', courtNumber: '法院案号', organisation: '调解组织', mediator: '调解员', causeOf: '案由',
  noDates: '目前没有正在计算的期限', yes: '是', no: '否', closed: '结案方式', disclosure: '调解员披露', supplements: '需要补充的材料',
  proposal: '调解方案', servedAt: '{{date}} 送达', accepted: '已接受', allRows: '显示全部{{n}}条', partyOf: '{{name}}（{{role}}）',
  // Documents and evidence
  documents: '文书', noDocuments: '还没有文书', allDocuments: '显示全部{{n}}份文书', documentCode: '文书编号', signedSealed: '已签署盖章', signedBy: '已有{{n}}人签署', awaitsSignatures: '等待签署', olderVersion: '旧版本', caseFile: '下载卷宗（ZIP）', caseFileWhat: '全部文书、材料和办理记录，装订成一个文件', binding: '正在装订卷宗，需要几秒钟…', loadingFile: '正在下载：{{got}}，共{{of}}', fileSaved: '卷宗已下载',
  fileFailed: '没有下载成功，请再试一次', evidence: '证据材料', evidenceNo: '材料{{n}}', proves: '证明：{{proof}}', openFile: '打开', downloadFile: '下载', onDelay: '逾期的后果', delayAfter: '逾期满{{n}}天后适用', delayAll: '任何一期逾期，其余各期全部到期', delayRate: '逾期违约金为未付款的每日万分之{{rate}}', delayPenalty: '固定违约金{{amount}}', paidInto: '收款账户：{{account}}', perTenThousand: '万分之五填5', wording: '文书格式',
  // Forms
  submit: '提交', sending: '正在提交…', close: '关闭', back: '返回修改', next: '下一步', confirmAct: '确认{{act}}', optional: '选填', choose: '请选择', add: '增加一项', remove: '删除', rowNo: '第{{n}}项', onePerLine: '每行一项',
  fixThese: '请修改以下内容', basis: '依据：{{source}}', draftKept: '已恢复您上次填写的内容', conflict: '案件刚刚有了新的变化，已重新加载；您填写的内容还在，请核对后再提交。', yuan: '元', beijing: '北京时间', emptyForm: '无需填写内容，确认即可。',
  need_choose: '请填写', need_badMoney: '请填写金额，如 12,000.00', need_badDate: '请填写日期', need_badNumber: '请填写数字', succeeded: '已提交：{{act}}', noChoices: '暂无可选项', carefully: '请确认', 
  // Refer
  referTitle: '移送或申请调解', aboutCase: '案件', aboutParties: '当事人', aboutOffice: '调解组织', partyNo: '当事人{{n}}', 
  // Notices
  noNotices: '没有通知', markRead: '全部标为已读', isNew: '未读',
}

export type Words = Record<keyof typeof zh, string>
