// Package notification words the notices of a dispute and sends them.
package notification

import (
	"strings"

	"sutiao/dispute"
)

// Template is the wording of one kind of notice. {date}, {time}, {limit},
// {doors} and {room} are filled in.
type Template struct {
	ID    string
	Title dispute.Text
	Body  dispute.Text
}

// Templates lists all wordings in the order of the procedure.
func Templates() []Template { return templates }

var templates = []Template{
	t("received", "案件已收到", "Your case has been received", "您的纠纷已进入在线诉调对接，可随时登录查看进展。", "Your dispute has entered online mediation. Sign in at any time to follow it."),
	t("organisation-asked", "有新的案件待确认", "A case awaits your answer", "请在三个工作日内确认是否接受；逾期未确认的，将另行指定。", "Please accept or decline within three working days; after that another organisation is asked."),
	t("organisation-declined", "调解组织未接受", "The organisation declined", "调解组织未接受案件，请另行指定或由当事人重新选择。", "The organisation did not take the case; please designate another."),
	t("supplement-asked", "请补正材料", "Please supply what is missing", "案件材料需要补正，请登录查看清单并在期限内提交。", "Some material is missing; sign in for the list and supply it in time."),
	t("supplement-given", "材料已补正", "The material was supplied", "案件材料已补正，请继续办理。", "What was missing has been supplied."),
	t("accepted", "调解组织已接受案件", "The organisation has accepted", "调解组织已确认接受，调解期限自今日起算。", "The organisation has accepted; the period for mediation runs from today."),
	t("consent-asked", "请确认是否同意调解", "Do you consent to mediation?", "对方希望通过调解解决纠纷。调解自愿、免费、保密，请在三个工作日内答复。", "The other side would like to settle by mediation: voluntary, free and confidential. Please answer within three working days."),
	t("party-consented", "当事人已同意调解", "A party has consented", "当事人已同意调解。", "A party has consented to mediation."),
	t("party-joined", "追加了当事人", "A party has joined", "案件追加了当事人，请登录查看。", "A party has joined the case."),
	t("choose-mediator", "请选择调解员", "Please choose a mediator", "请在两个工作日内共同选定调解员；逾期未选定的，由调解组织指定。", "Please choose a mediator together within two working days; after that the organisation designates one."),
	t("assigned", "您被选定为调解员", "You have been named as mediator", "请阅卷并作出披露。存在应当回避情形的，请自行回避。", "Please read the file and disclose; step aside where you must."),
	t("mediator-named", "已确定调解员", "A mediator has been named", "调解员已确定，披露后即可安排调解。", "The mediator has been named and will disclose before the first session."),
	t("mediator-needed", "需要另行指定调解员", "Another mediator is needed", "原调解员退出，请及时指定。调解期限继续计算。", "The mediator has left the case; please designate another. The period runs on."),
	t("disclosed", "调解员已披露", "The mediator has disclosed", "请查看调解员的披露；有异议的可以申请回避。", "Please read the disclosure; you may challenge the mediator."),
	t("challenged", "收到回避申请", "The mediator is challenged", "当事人申请调解员回避，请审查。", "A party challenges the mediator; please decide."),
	t("challenge-decided", "回避申请已决定", "The challenge is decided", "回避申请已有决定，请登录查看。", "The challenge has been decided."),
	t("session-planned", "调解已安排", "A session is planned", "调解定于{time}举行，请提前准备身份证件并测试设备。", "The session is planned for {time}. Please have your identity document ready and test your device."),
	t("session-moved", "调解已改期", "The session has moved", "调解改为{time}举行。", "The session has moved to {time}."),
	t("video-planned", "视频调解已安排", "A session by video is planned", "调解定于{time}以视频方式举行。{doors}起可以进入调解室：{room} 请提前准备身份证件并测试摄像头和声音。", "The session is held by video at {time}. The room can be entered from {doors}: {room} Please have your identity document ready and test camera and sound."),
	t("video-moved", "视频调解已改期", "The session by video has moved", "视频调解改为{time}举行，{doors}起可以进入调解室：{room}", "The session by video has moved to {time}; the room can be entered from {doors}: {room}"),
	t("online-declined", "有当事人不同意线上办理", "A party declines to proceed online", "有当事人对某一环节选择不在线上办理，请登录查看，并改用现场、电话等方式。", "A party does not want one step done online; sign in to see which, and arrange it otherwise."),
	t("no-show", "有当事人缺席", "A party was absent", "本次调解因缺席未能进行，将另行通知时间。", "The session could not be held; a new time will follow."),
	t("suspended", "调解中止", "Mediation is suspended", "调解已中止，请登录查看事由。", "Mediation is suspended; sign in for the reason."),
	t("resumed", "调解恢复", "Mediation goes on", "调解已恢复。", "Mediation goes on."),
	t("extension-asked", "是否同意延长调解期限", "Extend the period?", "有申请将调解期限延长至{date}，须各方在届满前同意。", "It is asked to extend the period to {date}; every party must agree before it ends."),
	t("extension-answered", "延期征询有答复", "An answer on the extension", "延期征询已有答复，请登录查看。", "There is an answer on the extension."),
	t("proposal-served", "调解方案已送达", "A proposal is served", "请在期限内答复。您此前同意的机制决定了未答复的后果，请仔细阅读。", "Please answer in time; the mechanism you agreed to says what silence means."),
	t("sign-please", "请签署调解协议", "Please sign the agreement", "协议文本已确定，请通读全文后签署。", "The text is settled. Please read it in full and sign."),
	t("draft-withdrawn", "协议文本撤回修改", "The text is withdrawn", "协议文本撤回修改，已作的签署失效。", "The text is being changed; signatures given have fallen away."),
	t("in-effect", "调解协议已生效", "The agreement is in effect", "调解协议已生效。请按期履行；可自生效之日起三十日内共同申请司法确认。", "The agreement is in effect. Please perform in time; within thirty days all may jointly ask the court to confirm it."),
	t("performance-reported", "履行情况更新", "Performance was reported", "有义务已登记履行，请核对。", "An obligation was reported as performed; please check."),
	t("breach-reported", "有违约报告", "A breach is reported", "权利人报告义务逾期未履行，请及时处理。", "A breach is reported; please attend to it."),
	t("breach-checked", "违约已核实", "The breach is checked", "违约核实已有结果，请登录查看。", "The breach has been checked."),
	t("join-confirmation", "请共同申请司法确认", "Please join the application", "对方已申请司法确认，须各方共同申请，请在期限内办理。", "The other side has applied for confirmation; all must join within the time."),
	t("confirmation-filed", "司法确认申请已提交", "The application is filed", "各方已共同申请司法确认，法院应在三日内决定是否受理。", "All have applied for confirmation; the court answers within three days."),
	t("confirmation-accepted", "司法确认已受理", "The application is accepted", "法院已受理司法确认申请。", "The court has taken up the application."),
	t("confirmation-items", "法院通知补充材料", "The court needs more", "法院通知补充材料，逾期不补充的按撤回申请处理。", "The court needs more material; if it is not supplied the application counts as withdrawn."),
	t("confirmation-supplied", "材料已补充", "The material was supplied", "司法确认材料已补充。", "The material has been supplied."),
	t("ruled", "法院已作出裁定", "The court has ruled", "法院对司法确认申请已作出裁定，请登录查看。", "The court has ruled on the application."),
	t("ruling-objected", "对确认裁定提出了异议", "The ruling is objected to", "有人对确认裁定提出异议，由法院审查。", "The ruling is objected to; the court will decide."),
	t("objection-decided", "异议已审查", "The objection is decided", "法院对异议已作出处理，请登录查看。", "The court has decided the objection."),
	t("limit-expired", "期限届满", "A limit has expired", "期限（{limit}）已于{date}届满。", "The limit {limit} ended on {date}."),
	t("reminder", "期限提醒", "Reminder", "期限（{limit}）将于{date}届满，请及时办理。", "The limit {limit} ends on {date}."),
	t("dates-moved", "期限日期调整", "Dates have moved", "节假日安排公布，相关期限已重新计算。", "A holiday notice was published; dates were computed anew."),
	t("ended", "案件已办结", "The case has ended", "案件已办结，请登录查看结果和后续途径。", "The case has ended; sign in for the result and what you can do next."),
}

func t(id, titleZH, titleEN, bodyZH, bodyEN string) Template {
	return Template{ID: id, Title: dispute.Text{ZH: titleZH, EN: titleEN}, Body: dispute.Text{ZH: bodyZH, EN: bodyEN}}
}

// Worded fills a template; ok is false where there is no such template.
func Worded(id string, values map[string]dispute.Text) (title, body dispute.Text, ok bool) {
	for _, tpl := range templates {
		if tpl.ID != id {
			continue
		}
		body = tpl.Body
		for _, name := range []string{"date", "time", "limit", "doors", "room"} {
			v := valued(values[name])
			body.ZH = strings.ReplaceAll(body.ZH, "{"+name+"}", v.ZH)
			body.EN = strings.ReplaceAll(body.EN, "{"+name+"}", v.EN)
		}
		return tpl.Title, body, true
	}
	return dispute.Text{}, dispute.Text{}, false
}

// valued words a date in Chinese as 2026年11月24日; all else stands as it is.
func valued(v dispute.Text) dispute.Text {
	day, clock, _ := strings.Cut(v.ZH, " ")
	if d, err := dispute.ParseDate(day); err == nil {
		v.ZH = strings.TrimSpace(d.Chinese() + " " + clock)
	}
	return v
}
