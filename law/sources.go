package law

// The instruments that rows cite, with the article following. 规则 is the Supreme People's
// Court's rules on online mediation (人民法院在线调解规则, 法释〔2021〕23号), 特邀 its
// provisions on invited mediation (法释〔2016〕14号).
const (
	onlineRules  = "人民法院在线调解规则"
	invitedRules = "特邀调解规定"
	civilLaw     = "民事诉讼法"
	interpret    = "民事诉讼法解释"
	confirmRules = "司法确认规定"
	consumerRule = "银行保险机构消费者权益保护管理办法"
	peoplesLaw   = "人民调解法"
	diverseOrder = "法发〔2016〕14号"
	design       = "本系统流程规则" // no statute speaks; the system's own orderly course
)
