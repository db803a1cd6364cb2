package documents

// fieldWords says what each field means.
var fieldWords = map[string]string{
	// Of every kind.
	"案号": "调解组织的编号；没有的用法院案号 · the organisation's number, else the court's", "法院案号": "the court's number of the case",
	"法院": "移送的法院 · referring court", "案由": "cause of action", "标的额": "数字 · in figures", "标的额大写": "in capitals", "有标的额": "标的额大于零 · is above zero",
	"途径": "委派调解、委托调解、邀请调解、自收、道交平台 · how the case came", "程序": "审理程序 · procedure of the suit",
	"委派": "立案前委派 · referred before filing", "委托": "立案后委托 · referred after filing", "邀请": "诉讼中邀请 · invited during trial", "自收": "当事人直接申请 · applied for directly", "道交": "道交平台 · from the traffic platform",
	"请求": "当事人的请求 · claims", "事实": "纠纷简要情况 · facts of the dispute", "机构": "调解组织名称 · mediation organisation", "机构代码": "its credit code",
	"调解员": "姓名，未定为空 · mediator's name, empty if none yet", "经办人": "办理人姓名 · who acted", "日期": "文书日期 · day of the document", "时间": "文书日期和时分 · day and minute",
	"文书编号": "核验用编号 · public code", "核验网址": "where it is verified", "时间戳服务": "who dates the signatures", "收费": "调解组织收费 · charges fees",
	"人民调解": "人民调解组织 · an organisation of people's mediation", "当事人": "全部当事人 · all parties", "当事人名称": "以顿号连接 · names, joined",
	"申请人": "applicants", "申请人名称": "names, joined", "被申请人": "respondents", "被申请人名称": "names, joined", "第三人": "third parties", "第三人名称": "names, joined",
	// Of a party.
	"编号": "当事人编号，用于【签名】 · party ID, for 【签名】", "角色": "申请人、被申请人或者第三人 · role", "姓名": "姓名或者名称 · name", "称谓": "角色加姓名 · role and name",
	"自然人": "is a natural person", "金融机构": "is a financial institution", "类别": "自然人、法人或者非法人组织 · kind", "性别": "从身份证号码得出 · from the identity number", "出生日期": "born",
	"证件类型": "kind of identity number", "证件号码": "不需要全文的文书中部分隐去 · masked where the document does not need it", "电话": "telephone", "住址": "address", "送达地址": "address for service",
	"负责人": "法定代表人 · legal representative", "代理人": "agents", "代理人姓名": "name", "代理权限": "特别授权或者一般授权 · authority", "代理人电话": "telephone", "代理人名单": "以顿号连接 · joined",
	"简介": "当事人基本情况段落 · paragraph that introduces the party", "简介含电话": "同上，含电话 · the same with telephone", "签名栏": "签名处的栏目名称 · label of the place to sign",
	"已同意": "has consented to mediation", "同意时间": "when", "同意在线": "consents to mediation online", "同意电子送达": "consents to electronic service", "由机构指定": "leaves the choice of mediator to the organisation",
	// Materials handed in.
	"材料": "当事人提交的材料 · what was handed in", "材料名称": "file names", "提交人": "by whom", "证明目的": "what it is to prove", "份数": "how many", "提交日期": "when",
	// Referral, receipt.
	"函名": "委派调解函、委托调解函等 · name of the letter", "函件日期": "its day", "承办人": "who sent it", "已接受": "organisation has accepted", "接受时间": "when", "简易程序": "简易程序或者小额诉讼 · summary procedure or small claims",
	"收到时间": "received at", "受理时间": "accepted at", "受理日期": "accepted on", "材料签收日期": "materials signed for on", "案件来源": "where the case comes from", "登记人": "who registered it",
	// Consent, refusal, address, disclosure, recusal.
	"确认人": "作出确认的当事人，字段与当事人相同 · parties who confirm, fields as of 当事人",
	"拒绝人": "who refuses", "拒绝人编号": "party ID", "拒绝理由": "reason", "拒绝时间": "at", "拒绝日期": "on", "系金融机构": "is a financial institution", "不同意指定": "不同意指定的调解员 · does not accept the designated mediator",
	"披露事项": "matters disclosed", "披露人": "who discloses", "披露日期": "on",
	"自行回避": "调解员自行回避 · the mediator steps aside", "回避申请人": "who challenges", "申请人编号": "party ID", "被申请回避人": "mediator challenged", "回避事由": "ground", "回避事实": "facts",
	"申请日期": "applied on", "已决定": "is decided", "准许": "granted", "决定理由": "reason", "决定人": "who decided", "决定日期": "on",
	// Extension.
	"新届满日期": "new last day", "延期理由": "reason", "提出人": "who asks", "提出日期": "on", "各方意见": "answers of the parties", "答复人": "who", "意见": "同意、不同意或者待答复 · yes, no or open", "答复时间": "when",
	// Record, undisputed facts.
	"场次": "第几次调解 · number of the session", "开始时间": "began", "结束时间": "ended", "调解方式": "在线音视频、电话、现场等 · mode", "地点": "place", "在线": "不是现场 · not on site",
	"到场人员": "who came", "到场人": "who", "出席方式": "本人或者代理人 · in person or by agent", "核验方式": "how identified", "未到场人员": "who did not come", "调解结果": "result",
	"笔录": "逐行的记录，后行更正前行的只列后行 · lines that stand", "发言人": "who spoke", "内容": "what was said", "笔录异议": "对记载的异议 · objections to lines",
	"本次无争议事实": "facts agreed in this session", "无争议事实": "facts that all accept",
	// Terms.
	"条款": "各项义务，一项一条，分期的合为一条 · duties, instalments as one", "全文": "义务的完整表述 · the duty in full words", "分期": "分期表，不分期为空 · instalments, empty if none",
	"期次": "第几期 · number", "金额": "in figures", "大写": "in capitals", "期限": "due", "其他约定": "other terms", "违约责任": "default clause", "合计": "total in figures", "合计大写": "in capitals", "有付款": "there is money to pay",
	"部分协议": "covers part of the dispute", "未达成一致的请求": "claims left open", "口头协议日期": "agreed by word of mouth on", "确认法院": "court that is asked to confirm", "未约定确认法院": "no court is named",
	"机制": "无异议调解方案或者小额纠纷快速解决意见 · mechanism", "无异议机制": "is the no-objection mechanism", "送达说明": "how it was served", "送达日期": "served on", "同意机制的当事人": "who agreed to the mechanism",
	"版本": "协议文本的版次 · version of the text", "经机制成立": "未经签署、依机制成立 · came about by a mechanism, without signatures",
	// Objection.
	"对裁定": "对确认裁定提出 · against the confirming ruling", "异议人": "who objects", "异议人编号": "party ID", "异议理由": "reason", "异议日期": "on", "方案送达日期": "the proposal was served on", "裁定案号": "number of the ruling",
	// Confirmation and court.
	"共同申请人": "各方当事人均为申请人，字段与当事人相同 · all parties as applicants", "共同申请人名称": "names, joined", "协议日期": "agreement of", "协议编号": "public code of the agreement", "已生效": "agreement is in effect", "生效日期": "since",
	"确认案号": "诉前调确案号 · number of the confirmation", "邀请调解": "向移送的法院申请 · the referring court is asked", "补充材料": "what the court needs", "不予受理理由": "reason",
	"审判员": "judge", "裁定日期": "day of the ruling", "裁定日期汉字": "in Chinese numerals", "驳回理由": "reason for refusal",
	// End report.
	"终结事由": "ground", "终结依据": "its source", "终结日期": "ended on", "未达成原因": "why no agreement", "增加成本的行为": "导致其他当事人诉讼成本增加的行为 · conduct that raised the others' costs", "提示事项": "matters to point out",
	"扣除审限天数": "不计入审理期限的天数 · days left out of the trial limit", "延长至": "extended to", "中止记录": "pauses", "中止事由": "ground", "起": "from", "止": "to", "是否计入": "计入或者不计入期限 · counted or not",
	"调解次数": "sessions held", "退回法院": "goes back to the court", "诉讼中": "a suit is pending", "经过": "course of the procedure", "经过时间": "when", "经过事项": "what", "行为人": "who",
	// Performance, file index.
	"履行": "各项义务的履行情况 · duties and their performance", "序号": "number", "履行内容": "duty", "应履行日期": "due", "履行情况": "已履行、待履行或者已报告待核实 · state", "凭证": "凭证和登记日期 · proof and when noted", "全部履行": "all is performed",
	"目录": "文书目录 · documents", "文书名称": "name", "形成日期": "made on", "页次": "pages", "摘要值": "文件SHA-256的前十二位 · first twelve digits of its SHA-256", "总页数": "pages in all", "收案日期": "received on", "结案日期": "ended on", "结案方式": "how it ended",
}
