package inspection

import "sutiao/dispute"

func refuse(zh, en string) error {
	return &dispute.Error{Code: dispute.CodeInvalid, Message: dispute.Text{ZH: zh, EN: en}}
}

var (
	tooLarge = &dispute.Error{Code: dispute.CodeTooLarge, Message: dispute.Text{
		ZH: "文件超过 200 MB，请分成几段或压缩清晰度后再上传",
		EN: "the file exceeds 200 MB; please split it or lower its quality",
	}}
	busy = &dispute.Error{Code: dispute.CodeUnavailable, Message: dispute.Text{
		ZH: "系统正忙，文件尚未检查完，请稍后再试，已上传的内容不会丢失",
		EN: "the file could not be inspected in time; please try again, what was uploaded is kept",
	}}
)

// refusals say, for what is often sent by mistake, what to send instead.
var refusals = map[string]error{
	"heic": refuse("这张照片是 HEIC 格式，对方和法院可能打不开。请在 iPhone 上打开“设置—相机—格式”，选“兼容性最佳”后重新拍照；"+
		"已拍的照片，可在“照片”里截屏，或用微信发给“文件传输助手”再保存，就会变成 JPEG，然后再上传",
		"this photo is in HEIC format, which others may be unable to open; on the iPhone choose Settings, Camera, Formats, Most Compatible and take it again, or send a screenshot"),
	"image": refuse("这种图片格式不能上传，请另存为 JPEG 或 PNG 后再上传",
		"this image format is not taken; please save it as JPEG or PNG"),
	"executable": refuse("这是可以运行的程序，不能作为材料上传",
		"this is a program and cannot be uploaded"),
	"script": refuse("这是脚本或程序代码，不能作为材料上传；如需作为证据，请截图或打印为 PDF",
		"this is a script or source code and cannot be uploaded; send a screenshot or print it to PDF"),
	"markup": refuse("这是网页文件（HTML、SVG 或 XML），不能上传；请截图或打印为 PDF 后再上传",
		"this is a web page (HTML, SVG or XML); please send a screenshot or print it to PDF"),
	"archive": refuse("这是压缩包，请解压后把里面的文件逐个上传",
		"this is an archive; please unpack it and upload the files one by one"),
	"macro": refuse("这个文档里有宏（可自动运行的程序），不能上传；请另存为不带宏的文档（docx、xlsx、pptx）或 PDF 后再上传",
		"this document contains macros; please save it without them, or as PDF"),
	"locked": refuse("这个文件设有密码或加密，办案人员无法查看；请取消密码，或打印为新的 PDF 后再上传",
		"this file is encrypted; please remove the password or print it to a new PDF"),
	"document": refuse("这种文档格式不能上传，请另存为 PDF 或 Word、Excel 文档后再上传",
		"this document format is not taken; please save it as PDF, Word or Excel"),
	"recording": refuse("这种录音或录像格式不能上传，请转换为 MP3 或 MP4 后再上传",
		"this recording format is not taken; please convert it to MP3 or MP4"),
	"unknown": refuse("无法识别这个文件，请上传照片（JPEG、PNG）、PDF、录音、录像或 Office 文档",
		"this file is not recognised; please send a photo, a PDF, a recording or an Office document"),
	"broken": refuse("文件不完整或已损坏，请重新保存或重新拍照后再上传",
		"the file is incomplete or damaged; please save or take it again"),
	"pixels": refuse("照片的像素太大，请把照片缩小到 5000 万像素以内再上传",
		"the photo has too many pixels; please reduce it to 50 megapixels"),
	"moving": refuse("不能上传动图，请上传静态照片，或以 MP4 录像上传",
		"animated images are not taken; please send a still photo or an MP4 video"),
	"activePDF": refuse("这个 PDF 里有会自动运行的内容（脚本、程序或多媒体），不能上传；请用“打印—另存为 PDF”生成新的文件再上传",
		"this PDF contains scripts, programs or multimedia; please print it to a new PDF"),
	"badPDF": refuse("这个 PDF 不完整或已损坏，请重新导出或打印为新的 PDF 后再上传",
		"this PDF is incomplete or damaged; please print it to a new PDF"),
}
