package law

import "sutiao/dispute"

// RightsVersion names the wording of the notice that is read before a session by video.
const RightsVersion = "2026-11"

// Rights is the notice of rights and duties (权利义务告知) that everybody reads before a session
// by video, point by point (在线调解规则 4、17、18、22、25；特邀调解规定 14).
func Rights() []dispute.Text {
	return []dispute.Text{
		{ZH: "调解以自愿为前提。您可以随时表示不愿继续调解，案件将依法转回法院或者终结，不影响您的诉讼权利。", EN: "Mediation is voluntary. You may say at any time that you don't wish to go on; the case then goes back to the court or ends, and your right to sue is untouched."},
		{ZH: "您有权申请调解员回避，有权自行决定是否接受调解方案。", EN: "You may challenge the mediator, and you alone decide whether to accept a proposal."},
		{ZH: "调解过程和内容不公开。未经各方同意，任何人不得录音、录像、截屏或者传播。", EN: "The mediation is confidential. Without the consent of all nobody may record it, take pictures of it or pass it on."},
		{ZH: "为达成协议而作出的让步、承认，不得在以后的诉讼中作为对您不利的证据，法律另有规定或者各方同意的除外。", EN: "Concessions made to reach an agreement can't be used against you in a later suit, unless the law provides otherwise or all agree."},
		{ZH: "您在单独交谈（背对背调解）中说的内容，未经您同意，调解员不会告诉对方。", EN: "What you say in a private caucus is not told to the other side without your consent."},
		{ZH: "您应当如实陈述。以虚假调解损害他人、集体或者国家利益的，依法承担责任。", EN: "You must tell the truth. Whoever harms others by a sham mediation answers for it under the law."},
		{ZH: "笔录由您逐行阅读确认；有异议的，可以当场提出并记入笔录。", EN: "You read the record line by line and confirm it; objections are written into it."},
		{ZH: "达成的调解协议经各方签署后具有约束力，可以共同向法院申请司法确认。", EN: "An agreement binds once all have signed it; together you can ask the court to confirm it."},
	}
}
