"""What is said and shown in the press work of 示范县. All invented."""

import io

from django.core.files.base import ContentFile
from PIL import Image as Picture
from PIL import ImageDraw
from wagtail.images.models import Image

SPOKESPERSON = ("秦守诺", "示范县人民政府副县长")
HALL, AGENCY = "示范县人民政府新闻发布厅", "示范县人民政府新闻办公室"
NEWS = (
    "11月上旬，全县开展“敬老月”集中走访活动，组织志愿者上门为高龄、独居老年人提供理发、测血压、清洁居室等服务。",
    "## 服务送到家门口",
    "活动期间，各乡镇（街道）依托养老服务站设立便民服务点，现场解答高龄津贴、养老服务补贴的申请条件和办理方式。",
    "县民政局负责人介绍，下一步将把走访中收集的需求逐项列入清单，办结情况向社会公开。",
)
STATEMENT = (
    "示范县人民政府新闻发言人就养老服务补贴政策发布如下：",
    "一是补贴对象、标准和申请方式以公开的文件为准，任何单位和个人不得收取代办费用。",
    "二是符合条件的老年人可以在户籍所在地乡镇（街道）便民服务中心申请，也可以由亲属代为申请。",
    "三是审核结果在村（社区）公示，接受群众监督。",
)
REPRINT = (
    "记者从示范县了解到，该县把政策解读搬进村头院坝，用方言把补贴政策讲明白。",
    "政策宣讲员带着图解和问答手册入户，让老年人听得懂、找得到、办得了。",
)
TRANSCRIPT = (
    "主持人：各位记者朋友，大家上午好。欢迎出席示范县人民政府新闻发布会。",
    "秦守诺：下面由我介绍政策出台的背景和主要内容。政策围绕谁能领、领多少、怎么办三件事，把条件和流程写清楚、写明白。",
    "秦守诺：补贴资金纳入年度预算，专款专用，发放情况每季度公开。",
    "主持人：下面进入记者提问环节，提问前请通报所代表的新闻机构。",
)
QUESTIONS = (
    ("示范日报", "符合条件的老年人怎样申请？需要准备哪些材料？", SPOKESPERSON[0],
     "到户籍所在地乡镇（街道）便民服务中心申请，带身份证和户口簿即可；行动不便的，可以电话预约上门办理。"),
    ("示范广播电视台", "补贴多久能发放到位？", SPOKESPERSON[0],
     "自受理之日起二十日内完成审核，通过的自次月起按月发放到本人账户。"),
    ("示范网", "如果对审核结果有疑问，向哪里反映？", SPOKESPERSON[0],
     "可以在公示期内向乡镇（街道）提出，也可以拨打文件中公布的咨询电话，收到后五个工作日内答复。"),
)  # fmt: skip


def photo() -> Image:
    """A drawn picture of a press room."""
    picture = Picture.new("RGB", (1200, 675), "#dfe8f2")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 470, 1200, 675), fill="#b9c6d6")
    draw.rectangle((180, 90, 1020, 400), fill="#1f5a96")
    draw.rectangle((200, 110, 1000, 380), outline="#ffffff", width=4)
    for left in (330, 530, 730):
        draw.ellipse((left + 40, 330, left + 110, 400), fill="#f1d3b8")
        draw.rectangle((left + 20, 400, left + 130, 480), fill="#2b3d52")
    draw.rectangle((240, 470, 960, 560), fill="#8a6a4a")
    for left in range(120, 1080, 160):
        draw.ellipse((left, 580, left + 60, 640), fill="#3c4b5e")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return Image.objects.create(
        title="新闻发布会现场",
        description="新闻发布会现场，三名发布人在主席台就座，记者席上有记者提问",
        file=ContentFile(buffer.getvalue(), name="fabuhui.png"),
    )
