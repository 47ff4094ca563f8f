# 한국어 문장. 이 폴더의 다른 파일과 같은 항목이 있어야 합니다.

## /stylize
# 옵션 이름에는 공백과 대문자를 쓸 수 없습니다.

command-stylize-name = 다시그리기
command-stylize-description = 사진을 거장의 손길로 다시 그려 드려요
option-image-name = 사진
option-image-description = 다시 그릴 사진 (비워 두면 이 채널의 최근 사진)
option-user-name = 사용자
option-user-description = 사진 대신 이 사용자의 프로필 사진을 다시 그리기
option-style-name = 화풍
option-style-description = 작품이나 화가 이름 (예: 별이 빛나는 밤)
option-style-image-name = 화풍_사진
option-style-image-description = 목록의 화풍 대신 따라 그릴 그림 파일
option-strength-name = 세기
option-strength-description = 원본에서 얼마나 멀어질지 0부터 100까지 (기본값은 화풍마다 달라요)
option-keep-colors-name = 색_유지
option-keep-colors-description = 사진의 색은 그대로 두고 붓질만 가져오기
option-paint-faces-name = 얼굴도_화풍대로
option-paint-faces-description = 누구인지 알아볼 수 있게 남겨 두는 얼굴까지 화풍대로 그리기
option-size-name = 크기
option-size-description = 결과물의 긴 변 길이 (픽셀)
option-quality-name = 완성도
option-quality-description = 1초 안에 나오는 초안, 완성작, 또는 초안 먼저 그다음 완성작 (기본)
quality-draft = 초안
quality-painting = 완성작
quality-both = 초안 먼저, 그다음 완성작
option-recipe-name = 레시피
option-recipe-description = 그림 아래에서 복사한 레시피 (다른 옵션으로 일부만 바꿀 수도 있어요)

## 그리는 동안

waiting-title = 차례를 기다리는 중
waiting-next = 다음이 바로 이 그림 차례예요.
waiting-ahead = 앞에 그림 { $ahead }개가 기다리고 있어요.
waiting-ready = { $when } 완성될 것 같아요.
draft-shown = 지금은 초안이에요. 완성작이 나오면 바뀌어요.
draft-button = 초안이면 충분해요
draft-not-yours = 그림을 부탁하신 분만 초안으로 받을 수 있어요.
draft-too-late = 그림이 이미 완성되었거나 멈춰서 초안으로 바꿀 수 없어요.
painting-title = { $style } 화풍으로 그리는 중
painting-seconds-left = 약 { $seconds }초 남음
painting-minutes-left = 약 { $minutes }분 남음
painting-begins = 물감을 섞고 있어요
cancel-button = 취소
cancelled = 그리기를 취소했어요.
cancel-not-yours = 그림을 부탁하신 분이나 관리자만 취소할 수 있어요.
cancel-too-late = 이미 완성된 그림이에요.

## 결과

year-about = { $year }년경
style-by = { $artist }의 〈{ $title }〉
style-own = 직접 올린 그림
result-for = { $member } 님, 그림이 완성됐어요.
recipe-strength = 세기 { $strength }
recipe-brush = 붓 { $scale }
recipe-colors = 사진의 색 유지
recipe-faces = 얼굴도 화풍대로
recipe-draft = 초안
recipe-long-side = 크기 { $size }
recipe-size = { $width } × { $height }
recipe-seed = 시드 { $seed }
alt-text = { $style } 화풍으로 다시 그린 그림.
alt-text-of = { $style } 화풍으로 다시 그린 그림. 원본: { $original }

## 운영자를 위한 /stats

command-stats-name = 통계
command-stats-description = 봇의 상태를 보여 드려요 (운영자 전용)
stats-host-only = 통계는 이 봇의 운영자만 볼 수 있어요.
stats-title = 지금 상태
stats-discord = 디스코드 응답 시간은 { $milliseconds }ms예요.
stats-no-discord = 디스코드가 아직 하트비트에 응답하지 않았어요.
stats-queue = 대기 { $waiting }개, 그리는 중 { $painting }개, 전달 중 { $painted }개.
stats-kept = 남아 있는 기록: 전달 { $delivered }개, 거절 { $refused }개, 취소 { $cancelled }개, 실패 { $failed }개.
stats-no-database = 데이터베이스가 응답하지 않아요.
stats-painter = 화가 { $name }: { $memory }MiB, 다시 시작 { $restarts }회.
stats-painter-down = 화가 { $name }: 준비되지 않음, 다시 시작 { $restarts }회.

## 관리자를 위한 /settings

command-settings-name = 설정
command-settings-description = 이 서버에서 무엇을 그릴 수 있는지 정해요
command-show-name = 보기
command-show-description = 이 서버의 설정을 보여 드려요
command-limits-name = 한도
command-limits-description = 하루에 몇 개까지, 얼마나 크게 그릴 수 있는지 정해요
command-channel-name = 채널
command-channel-description = 그림을 부탁할 수 있는 채널 (목록이 비어 있으면 모든 채널)
command-role-name = 역할
command-role-description = 그림을 부탁할 수 있는 역할 (목록이 비어 있으면 모두)
command-style-name = 화풍
command-style-description = 이 서버에서 화풍을 끄거나 다시 켜요
command-language-name = 언어
command-language-description = 이 서버에서 그림 메시지에 쓸 언어
option-member-name = 멤버
option-member-description = 24시간 동안 한 사람이 부탁할 수 있는 그림 수 (0은 제한 없음)
option-server-name = 서버
option-server-description = 24시간 동안 서버 전체가 부탁할 수 있는 그림 수 (0은 제한 없음)
option-largest-description = 부탁할 수 있는 가장 긴 변의 픽셀 수 (0은 제한 없음)
option-channel-name = 채널
option-channel-description = 채널 (그 안의 스레드 포함)
option-allowed-name = 허용
option-allowed-description = 예 또는 아니요
option-role-name = 역할
option-role-description = 역할
option-language-name = 언어
option-language-description = 각자의 언어, 또는 모두 같은 언어
command-default-name = 기본값
command-default-description = 멤버가 따로 말하지 않을 때 쓸 화풍과 세기
option-default-style-description = 작품이나 화가, 또는 이 서버의 화풍
option-default-strength-description = 1부터 100까지 (0은 화풍마다 어울리는 세기)
command-ping-name = 알림
command-ping-description = 그림이 2분 넘게 걸렸을 때 완성되면 한 번 멘션해 드려요
command-approval-name = 승인
command-approval-description = 멤버가 /화풍목록 추가로 화풍을 제안하고 관리자가 승인할 수 있게 해요
option-on-name = 사용
command-log-name = 기록
command-log-description = 이 서버에서 일어난 일을 적을 채널 (지정하지 않으면 적지 않아요)
option-log-channel-description = 채널
settings-title = 이 서버의 설정
settings-no-limit = 제한 없음
settings-none = 없음
settings-language-auto = 각자의 언어
settings-channels = 채널: { $value }
settings-roles = 역할: { $value }
settings-member-quota = 한 사람이 24시간 동안 부탁할 수 있는 그림: { $value }
settings-server-quota = 서버 전체가 24시간 동안 부탁할 수 있는 그림: { $value }
settings-size = 가장 긴 변 (픽셀): { $value }
settings-hidden = 꺼 둔 화풍: { $value }
settings-language = 그림 메시지의 언어: { $value }
settings-default-style = 멤버가 화풍을 말하지 않을 때: { $value }
settings-default-none = 제가 고르는 화풍
settings-default-strength = 멤버가 세기를 말하지 않을 때: { $value }
settings-as-suits = 화풍에 어울리는 세기
settings-approval = 멤버의 화풍 제안: { $value }
settings-ping = 2분 넘게 걸린 그림의 완성 알림: { $value }
settings-log = 기록 채널: { $value }
settings-on = 사용
settings-off = 사용 안 함
settings-log-forbidden = { $channel }에서는 제가 글을 쓰거나 파일을 올릴 수 없어요. 그 채널의 권한을 주시거나 다른 채널을 골라 주세요.
rules-channel = 이 서버에서는 { $channels }에서만 그릴 수 있어요.
rules-role = 이 서버에서는 다음 역할이 있는 분만 그림을 부탁할 수 있어요: { $roles }
rules-size = 이 서버에서는 긴 변이 { $most }픽셀까지인 그림만 부탁할 수 있어요.
rules-style = 이 서버에서는 꺼 둔 화풍이에요. 다른 화풍을 골라 주세요.
rules-member-quota = 이 서버의 하루 한도인 그림 { $most }개를 모두 쓰셨어요. { $when }에 다시 부탁해 주세요.
rules-server-quota = 이 서버 전체의 하루 한도인 그림 { $most }개를 모두 썼어요. { $when }에 다시 부탁해 주세요.

## /privacy

command-privacy-name = 개인정보
command-privacy-description = 무엇을 얼마나 보관하는지 알려 드리고 지워 드려요
privacy-title = 보관하고 있는 정보
privacy-kept = 그림을 부탁하실 때마다 누가, 어디서, 언제, 어떤 설정으로 부탁했는지와 사진, 결과물을 보관해요. 완성되고 { $days }일이 지나면 즐겨찾기에 담은 것만 빼고 모두 지워요.
privacy-challenges = 챌린지 출품작은 명예의 전당을 위해 남기고, 누가 어떻게 투표했는지는 투표가 끝나고 { $days }일이 지나면 지워요. 정보를 지우시면 진행 중인 챌린지에서는 출품작과 표가 빠지고, 끝난 챌린지에서는 이름과 그림 없이 순위만 남아요.
privacy-not-kept = 메시지는 보관하지 않고, 보관한 내용은 이 봇의 운영자만 볼 수 있어요. 디스코드에 올린 그림은 디스코드에서 지울 때까지 남아 있어요.
privacy-count =
    { $count ->
        [0] 지금 보관하고 있는 기록이 없어요.
       *[other] 지금 보관하고 있는 기록은 { $count }건이에요.
    }
privacy-ask-button = 지금 지우기
privacy-ask = 즐겨찾기와 사진까지 보관한 것을 모두 지우고 대기 중인 그림도 취소할까요? 되돌릴 수 없어요.
privacy-erase-button = 네, 모두 지울게요
privacy-erased = 모두 지웠어요. 이제 남은 기록이 없어요.

## 완성된 그림에서 이어 가기

way-other = 다른 화풍…
way-stronger = 더 강하게
way-weaker = 더 약하게
way-brush = 다른 붓질로
way-paint = 완성작으로 그리기
way-more = 더 보기…
way-keep-colors = 사진의 색 유지하기
way-style-colors = 화풍의 색 쓰기
way-paint-faces = 얼굴도 화풍대로 그리기
way-keep-faces = 얼굴은 알아볼 수 있게 남기기
way-bigger = 더 크게
way-blend = 화풍 섞기…
way-compare = 전후 비교
way-recipe = 레시피
way-star = 즐겨찾기에 추가
way-delete = 삭제
way-again = 다시 그리기
way-unstar = 즐겨찾기에서 빼기
page-before = ‹ 이전
page-after = 다음 ›
jump-link = 메시지로 이동
choose-style = 어떤 화풍으로 그려 드릴까요?
choose-blend = 어떤 화풍을 섞어 드릴까요?
recipe-hint = `/다시그리기 레시피:`에 붙여 넣으면 어떤 사진이든 이대로 그려 드려요.
compare-title = 전후 비교
alt-text-before = 다시 그리기 전의 사진.
picture-deleted = 삭제했어요.
favourite-added = 즐겨찾기에 추가했어요. `/즐겨찾기`에서 다시 볼 수 있어요.

result-kept-no-more = 이 그림은 보관 기간이 지나 지워져서 이어 갈 수 없어요. /다시그리기 명령으로 다시 시작해 주세요.
stays-in-its-channel = 이 그림은 연령 제한 채널에서 만들어져서 그 채널에서만 볼 수 있어요.
delete-not-yours = 그림을 부탁하신 분이나 관리자만 삭제할 수 있어요.
compare-impossible = 이 그림의 원본은 디스코드에서 보여 드릴 수 없어요.
strongest-already = 이보다 더 강하게 그릴 수는 없어요.
weakest-already = 더 약하게 하면 사진과 똑같아져요.
biggest-already = 제가 그릴 수 있는 가장 큰 크기예요: { $most }픽셀.
too-many-favourites = 즐겨찾기가 이미 { $most }개예요. /즐겨찾기에서 하나를 뺀 뒤에 다시 추가해 주세요.

## /history, /favourites

command-history-name = 내그림
command-history-description = 최근에 만든 내 그림을 나에게만 보여 드려요
history-title = 내 그림 { $number } / { $total }
history-empty = 보관 중인 그림이 없어요. /다시그리기 명령으로 시작해 보세요.
command-favourites-name = 즐겨찾기
command-favourites-description = 마음에 들어 담아 둔 그림을 나에게만 보여 드려요
favourites-title = 즐겨찾기 { $number } / { $total }
favourites-empty = 아직 즐겨찾기가 없어요. 그림 아래의 ‘즐겨찾기에 추가’를 눌러 보세요.

## /blend

command-blend-name = 화풍섞기
command-blend-description = 사진을 최대 네 가지 화풍을 섞어 다시 그려 드려요
option-blend-style-one-name = 화풍1
option-blend-style-two-name = 화풍2
option-blend-style-three-name = 화풍3
option-blend-style-four-name = 화풍4
option-blend-style-description = 작품이나 화가 이름 (예: 별이 빛나는 밤)
option-blend-weight-one-name = 비중1
option-blend-weight-two-name = 비중2
option-blend-weight-three-name = 비중3
option-blend-weight-four-name = 비중4
option-blend-weight-description = 다른 화풍과 비교한 이 화풍의 비중, 1부터 100까지
weight-without-style = 지정하지 않은 화풍에 비중이 적혀 있어요.

## 직접 고칠 수 있는 문제

no-permission-to-attach = 이 채널에서는 제가 파일을 올릴 수 없어 결과를 보여 드릴 수 없어요. 관리자에게 “파일 첨부” 권한을 요청하거나 다른 채널에서 시도해 주세요.
unknown-style = “{ $name }”에 맞는 화풍은 없어요. 입력할 때 나오는 목록에서 골라 주세요.
unknown-style-closest = “{ $name }”에 맞는 화풍은 없어요. 혹시 이 화풍을 찾으셨나요? { $closest }
style-meant = 어떤 화풍을 말씀하셨는지 잘 모르겠어요. 혹시 이 중에 있나요?
style-meant-none = 말씀하신 화풍을 찾지 못했어요. 이런 화풍은 어떠세요? `/화풍목록 보기`에서 모두 볼 수 있어요.
style-twice = 목록의 화풍과 화풍 사진 중 하나만 골라 주세요.
strength-out-of-range = 세기는 0부터 100 사이의 숫자여야 해요.
size-out-of-range = 크기는 { $least }부터 { $most } 사이의 픽셀 수여야 해요.
brush-out-of-range = 붓은 { $least }부터 { $most } 사이의 숫자여야 해요.
seed-out-of-range = 시드는 0부터 { $most } 사이의 정수여야 해요.
weight-out-of-range = 화풍의 비중은 1부터 { $most } 사이의 정수여야 해요.
too-many-styles = 화풍은 { $most }가지까지 섞을 수 있어요.
recipe-and-style = 레시피와 화풍 중 하나만 골라 주세요.
recipe-unreadable = 이 레시피에서 “{ $part }” 부분을 이해하지 못했어요. 그림 아래에 나오는 레시피를 통째로 복사해 주세요.
picture-kept-no-more = 이 그림의 원본 사진은 보관 기간이 지나 지워졌어요. 다시 올려 주세요.
style-kept-no-more = 이 레시피의 화풍 사진은 보관 기간이 지나 지워졌어요. 다시 올려 주세요.
was-interrupted = 부탁을 적어 두기 전에 잠깐 끊겼어요. 한 번만 더 부탁해 주세요.
no-room = 지금은 새 그림을 둘 자리가 없어요. 나중에 다시 부탁해 주세요.
no-room-for-member = 지난 며칠 동안의 그림이 한 사람 몫인 { $most }MB를 다 채웠어요. `/내그림`에서 몇 개를 지우거나, 오래된 그림이 저절로 지워질 때까지 기다려 주세요.
too-many-waiting = 이미 그림 { $most }개가 차례를 기다리고 있어요. 하나가 완성된 뒤에 다시 부탁해 주세요.

content-not-a-picture = 제가 읽을 수 있는 사진 파일이 아니에요. PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF, HEIC 파일을 올려 주세요.
content-empty = 빈 파일이에요.
content-too-heavy = 사진이 { $megabytes }MB예요. { $most }MB까지만 받을 수 있어요.
content-too-large = 사진의 픽셀 수가 너무 많아요. 더 작은 사진을 올려 주세요.
content-too-small = 그리기에는 사진이 너무 작아요.
content-too-narrow = 사진이 너무 길고 가늘어서 그려도 보이는 것이 없어요. 일부만 잘라서 올려 주세요.
content-invisible = 사진이 전부 투명해서 그릴 것이 없어요. 다른 사진을 올려 주세요.
content-broken = 사진이 손상되었거나 잘려 있어 열 수 없어요. 다시 올려 주세요.
content-gone = 디스코드에서 사진을 가져오지 못했어요. 다시 올려 주세요.
style-not-a-picture = 화풍 사진이 제가 읽을 수 있는 사진 파일이 아니에요. PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF, HEIC 파일을 올려 주세요.
style-empty = 화풍 사진이 빈 파일이에요.
style-too-heavy = 화풍 사진이 { $megabytes }MB예요. { $most }MB까지만 받을 수 있어요.
style-too-large = 화풍 사진의 픽셀 수가 너무 많아요. 더 작은 사진을 올려 주세요.
style-too-small = 화풍 사진이 너무 작아 따라 그릴 수 없어요.
style-invisible = 화풍 사진이 전부 투명해서 따라 그릴 것이 없어요. 다른 사진을 올려 주세요.
style-broken = 화풍 사진이 손상되었거나 잘려 있어 열 수 없어요. 다시 올려 주세요.
style-gone = 디스코드에서 화풍 사진을 가져오지 못했어요. 다시 올려 주세요.
out-of-memory = 이 크기로 그리기에는 메모리가 모자라요. 더 작은 크기로 시도해 주세요.
spoiled = 이 사진과 화풍은 어울리지 않아서 그림에 아무것도 보이지 않았어요. 세기를 낮추거나 다른 화풍으로 시도해 주세요.
limit-too-small = 결과물이 이곳의 업로드 한도를 넘어요. 더 작은 크기로 시도해 주세요.

## 사진을 건네는 방법
# 쉼표로 나눈 목록은 사진 옆에 적을 수 있는 말이에요. 설정 이름, 뜻 없이 덧붙이는 말, 말끝 순서예요.

words-strength = 세기, 강도
words-brush = 붓
words-size = 크기
words-colors = 색 유지, 색은 유지, 색을 유지, 색감 유지, 색상 유지, 색 그대로, 색은 그대로, 원래 색
words-faces = 얼굴도 화풍대로, 얼굴까지 화풍대로, 내 얼굴도, 내 얼굴까지, 얼굴도, 얼굴까지
words-draft = 초안으로, 초안
words-fillers = 로, 으로, 정도, 정도로, 화풍, 화풍으로, 풍, 풍으로, 스타일, 스타일로, 처럼, 같이, 그려, 그려줘, 그려주세요, 그려줄래, 다시, 바꿔, 바꿔줘, 바꿔주세요, 해, 해줘, 해주세요, 줘, 주세요, 이, 이거, 이걸, 사진, 그림, 좀, 부탁해, 부탁해요, 부탁드려요

content-not-there = 이 메시지에서 사진을 찾지 못했어요. 올린 사진, 스티커, 이모지, 링크 미리보기 그림을 쓸 수 있어요.
content-is-lottie = 이 스티커는 선으로 된 애니메이션이라 다시 그릴 수 없어요. 다른 그림을 골라 주세요.
style-not-there = 이 메시지에서 따라 그릴 그림을 찾지 못했어요.
style-is-lottie = 이 스티커는 선으로 된 애니메이션이라 따라 그릴 수 없어요. 다른 그림을 골라 주세요.
content-twice = 사진과 사용자 중 하나만 골라 주세요.
which-not-yours = 부탁하신 분만 고를 수 있어요.
which-gone = 부탁하신 메시지를 더는 읽을 수 없어요. 다시 부탁해 주세요.
reply-begins = 사진을 살펴보고 있어요…
reply-unreadable = 답장하신 메시지를 읽을 권한이 없어요. 사진을 직접 첨부하거나, 그 메시지 메뉴의 앱에서 “이 사진 다시 그리기”를 눌러 주세요.
how-to-ask = 사진이 있는 메시지에 답장하면서 저를 멘션하고 “별이 빛나는 밤 80%”처럼 화풍을 적거나, 메시지에 사진을 첨부해 주세요.
how-to-ask-in-private = 사진을 보내 주세요. “별이 빛나는 밤 80%”처럼 화풍을 함께 적어도 좋아요.
menu-repaint = 이 사진 다시 그리기
menu-style = 화풍으로 쓰기
panel-repaint = 이 사진을 어떤 화풍으로 그릴까요?
panel-as-style = 어떤 사진을 이 그림처럼 그릴까요?
panel-several = 어느 사진을 말씀하시나요?
panel-which = 사진 고르기
panel-picture = { $number }번째 사진
panel-styles = 화풍을 고르면 바로 시작해요
panel-paint = { $style } 화풍으로 그리기
panel-upload = 사진 올리기…
panel-newest = 여기 올린 내 최근 사진
panel-avatar = 내 프로필 사진
upload-title = 그 그림처럼 다시 그리기
upload-label = 다시 그릴 사진
newest-none = 최근 메시지 { $looked_at }개 안에 사진이 없어요. 사진을 첨부해 주세요.
newest-forbidden = 이 채널의 메시지 기록을 볼 권한이 없어 최근 사진을 찾을 수 없어요. 사진을 첨부하거나, 메시지 메뉴의 앱에서 “이 사진 다시 그리기”를 눌러 주세요.
newest-unreadable = 여기서는 저를 멘션하지 않은 메시지를 읽을 수 없어 어느 사진이 가장 최근인지 알 수 없어요. 사진을 첨부하거나, 메시지 메뉴의 앱에서 “이 사진 다시 그리기”를 눌러 주세요.

## 운영자만 고칠 수 있는 문제

result-undelivered = 그림을 다 그렸지만 { $channel } 채널에 올리지 못했어요. `/내그림` 명령으로 볼 수 있어요.
failed = 죄송해요, 그림을 그리지 못했어요. 운영자에게 알려 두었으니 다시 시도해 주세요.
host-ill = 지금 제 컴퓨터 상태가 좋지 않아요. 잠시 뒤에 다시 시도해 주세요.
went-wrong = 죄송해요, 문제가 생겼어요. 또 생기면 운영자에게 이 번호를 알려 주세요: { $incident }

## 꿈

command-dream-name = 꿈
command-dream-description = 신경망이 사진 속에서 본 것을 꿈처럼 피어나게 해요
option-dream-image-description = 꿈을 꿀 사진 (비워 두면 이 채널의 최근 사진)
option-dream-user-description = 사진 대신 이 사용자의 프로필 사진으로 꿈꾸기
option-mood-name = 분위기
option-mood-description = 사진에서 피어날 것 (예: 깃털, 비워 두면 눈동자)
option-guide-name = 길잡이
option-guide-description = 분위기 대신, 사진에 피어나게 할 모양이 담긴 두 번째 그림
menu-dream = 꿈꾸게 하기
panel-dream = 이 사진에서 무엇이 피어나면 좋을까요?
choose-mood = 분위기를 고르면 바로 시작해요
dreaming-title = 꿈꾸는 중: { $style }
dream-of = 꿈: { $style }
dream-alt-text = 꿈이 피어난 사진: { $style }.
dream-alt-text-of = 꿈이 피어난 사진: { $style }. 원본: { $original }
way-mood = 다른 분위기…
way-dream = 다시 꿈꾸기
mood-and-guide = 분위기와 길잡이 그림 중 하나만 골라 주세요.
dream-without-draft = 꿈에는 초안이 없어요. 빼고 다시 시도해 주세요.
dream-without-brush = 꿈에는 붓, 색 유지, 얼굴도 화풍대로를 쓸 수 없어요. 빼고 다시 시도해 주세요.
guide-empty = 꿈에 담을 그림이 빈 파일이에요.
guide-too-heavy = 꿈에 담을 그림이 { $megabytes }MB예요. { $most }MB까지만 받을 수 있어요.
guide-gone = 디스코드에서 꿈에 담을 그림을 가져오지 못했어요. 다시 올려 주세요.
unknown-mood = 그런 이름의 꿈은 없어요. 입력할 때 나오는 목록에서 골라 주세요.
guide-not-a-picture = 꿈에 담을 파일이 제가 읽을 수 있는 그림이 아니에요. PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF, HEIC를 받아요.
guide-too-large = 꿈에 담을 그림의 픽셀 수가 너무 많아요. 더 작은 그림을 보내 주세요.
guide-too-small = 꿈에 담을 그림이 너무 작아서 아무것도 알아볼 수 없어요.
guide-invisible = 꿈에 담을 그림이 전부 투명해서 보이는 것이 없어요. 다른 그림을 보내 주세요.
guide-broken = 꿈에 담을 그림이 손상되었거나 잘려 있어서 열 수 없어요. 다시 올려 주세요.

## /styles

command-styles-name = 화풍목록
command-styles-description = 고를 수 있는 화풍
command-styles-show-description = 화풍을 그림과 함께 둘러봐요
option-search-name = 검색
option-search-description = 화가, 제목, 시대(예: 클림트, 표현주의)
styles-title = 화풍 { $count }가지
styles-found = “{ $search }”: 화풍 { $count }가지
styles-none = “{ $search }”에 맞는 화풍이 없어요. 화가나 제목, 시대로 찾거나 검색어 없이 열어 보세요.
styles-which = 화풍 자세히 보기…
styles-suits = 잘 어울리는 설정: { $manner }
styles-avatar = 내 프로필 사진 그리기
styles-newest = 여기 최근 사진 그리기
styles-back = 목록으로 돌아가기
command-add-name = 추가
command-add-description = 그림을 이 서버의 화풍으로 추가해요
option-new-image-description = 따라 그릴 그림
option-new-name-name = 이름
option-new-name-description = 이 서버에서 부를 화풍 이름
command-remove-name = 삭제
command-remove-description = 이 서버의 화풍을 삭제해요
option-remove-name-description = 이 서버의 화풍 이름
styles-moderators-only = 서버 관리 권한이 있는 분만 그 서버 안에서 화풍을 바꿀 수 있어요.
styles-name-empty = 글자나 숫자가 들어간 이름을 지어 주세요.
styles-name-taken = 같은 이름의 화풍이 이미 있어요. 다른 이름을 지어 주세요.
styles-too-many = 이 서버에는 이미 화풍이 { $most }가지 있어요. 먼저 하나를 삭제해 주세요.
styles-not-here = 이 서버에 그런 이름의 화풍이 없어요. 입력할 때 나오는 목록에서 골라 주세요.
styles-added = “{ $name }” 화풍을 추가했어요. 이제 이 서버에서 고를 수 있어요.
styles-removed = “{ $name }” 화풍을 삭제했어요.
styles-of-server = 이 서버의 화풍
option-aliases-name = 별칭
option-aliases-description = 쉼표로 나눈 다른 이름들
styles-aliases = 다른 이름은 { $most }개까지, 각각 { $longest }자까지 쉼표로 나누어 적어 주세요.
styles-too-many-proposals = 제안하신 화풍 { $most }가지가 아직 승인을 기다리고 있어요. 관리자의 결정을 기다려 주세요.
styles-proposed = “{ $name }” 화풍을 제안했어요. 이 서버의 관리자가 결정할 거예요.
proposal-title = { $member } 님이 이 서버의 화풍을 제안했어요: **{ $name }**
proposal-approve = 승인
proposal-decline = 거절
proposal-approved = { $moderator } 님이 **{ $name }** 화풍을 승인했어요. 이제 이 서버에서 누구나 고를 수 있어요.
proposal-declined = { $moderator } 님이 **{ $name }** 화풍을 거절했어요.
proposal-decided = 이미 결정된 제안이에요.
proposal-nowhere = 여기서는 제가 글을 쓰거나 파일을 올릴 수 없어 관리자가 제안을 볼 수 없어요. 다른 채널에서 시도해 주세요.

## 서버의 기록 채널

log-made = { $member } 님이 그림을 만들었어요: { $link }
log-undelivered = { $member } 님의 그림을 { $channel } 채널에 올리지 못했어요. 제가 그곳에 글을 쓰고 파일을 올릴 수 있는지 확인해 주세요.
log-deleted = { $moderator } 님이 { $member } 님의 그림을 삭제했어요.
log-added = { $member } 님이 “{ $name }” 화풍을 추가했어요.
log-proposed = { $member } 님이 “{ $name }” 화풍을 제안했어요.
log-approved = { $member } 님이 “{ $name }” 화풍을 승인했어요.
log-declined = { $member } 님이 “{ $name }” 화풍의 제안을 거절했어요.
log-removed = { $member } 님이 “{ $name }” 화풍을 삭제했어요.
log-unannounced = { $channel } 채널에 “{ $title }” 챌린지를 알릴 수 없어서 취소했어요. 제가 그곳에 글을 쓰고 파일을 올릴 수 있는지 확인해 주세요.
log-no-thread = { $channel }에 스레드를 만들 권한이 없어서 챌린지 “{ $title }”에는 스레드가 없어요. 나머지는 그대로 진행돼요.
log-unsaid = “{ $title }” 챌린지의 소식을 { $channel } 채널에 알리지 못했어요. 제가 그곳에 글을 쓰고 파일을 올릴 수 있는지 확인해 주세요. 진행 상황은 `/챌린지 보기` 명령으로 볼 수 있어요.
log-settings = { $member } 님이 설정을 바꿨어요 (/{ $command }).

## 시각

time-not-understood = 언제를 말하는지 알 수 없어요: “{ $text }”. “3일 뒤”, “금요일 20시”, “2026-12-24 18:00”처럼 적어 주세요.
time-in-the-past = 이미 지난 시각이에요: “{ $text }”. 앞으로 올 시각을 적어 주세요.
time-too-far = 1년도 더 남은 시각이에요: “{ $text }”. 더 가까운 시각을 골라 주세요.
time-zone-unknown = 이런 시간대는 없어요: “{ $name }”. 입력할 때 나오는 목록에서 골라 주세요(예: Asia/Seoul).

## /challenge, 관리자용

command-challenge-name = 챌린지
command-challenge-description = 그림 챌린지: 서버가 함께 그리고 투표해서 최고의 한 작품을 뽑아요
command-create-name = 만들기
command-create-description = 챌린지를 시작해요. 아무것도 적지 않으면 양식이 열려요
command-list-name = 목록
command-list-description = 지금 열려 있는 챌린지와 지난 챌린지를 보여 드려요
command-challenge-show-description = 챌린지 하나를 자세히 보여 드려요
command-edit-name = 수정
command-edit-description = 챌린지의 제목, 주제, 일정을 바꿔요
command-close-name = 마감
command-close-description = 바로 다음 단계로 넘어가요: 열기, 투표 시작, 투표 종료
command-cancel-name = 취소
command-cancel-description = 수상자 없이 챌린지를 그만둬요
command-export-name = 내보내기
command-export-description = 끝난 챌린지의 그림과 숫자를 파일 하나에 담아 드려요
command-fame-name = 명예의전당
command-fame-description = 이 서버의 수상작을 보여 드려요
command-me-name = 나의기록
command-me-description = 지금까지의 내 성적을 나에게만 보여 드려요
command-leaderboard-name = 순위표
command-leaderboard-description = 이번 시즌 챌린지 순위를 보여 드려요
option-challenge-challenge-name = 챌린지
option-challenge-challenge-description = 이 서버의 챌린지
option-challenge-title-name = 제목
option-challenge-title-description = 챌린지의 이름
option-challenge-theme-name = 주제
option-challenge-theme-description = 무엇을 그리는 챌린지인지 한두 문장
option-challenge-style-name = 화풍
option-challenge-style-description = 작품, 이 서버의 화풍, 자유 선택, 또는 깜짝 화풍 (기본값)
option-challenge-subject-name = 소재
option-challenge-subject-description = 무엇을 그려도 되는지
option-challenge-photo-name = 사진
option-challenge-photo-description = 모두가 함께 그릴 사진 한 장
option-challenge-opens-name = 시작
option-challenge-opens-description = 출품을 받기 시작할 때 (예: 월요일 18시). 비워 두면 지금
option-challenge-closes-name = 출품_마감
option-challenge-closes-description = 투표를 시작할 때 (예: 3일 뒤). 비워 두면 시작 5일 뒤
option-challenge-ends-name = 투표_마감
option-challenge-ends-description = 투표가 끝날 때 (예: 5일 뒤). 비워 두면 투표 시작 2일 뒤
option-challenge-voting-name = 투표_방식
option-challenge-voting-description = 어떻게 투표할지
option-challenge-entries-name = 출품_수
option-challenge-entries-description = 한 사람이 낼 수 있는 그림 수. 비워 두면 하나
option-challenge-anonymous-name = 익명
option-challenge-anonymous-description = 끝날 때까지 이름을 숨길지. 비워 두면 숨겨요
option-challenge-channel-name = 채널
option-challenge-channel-description = 알릴 텍스트 채널이나 포럼. 비워 두면 여기
option-challenge-role-name = 역할
option-challenge-role-description = 참여할 수 있는 역할. 비워 두면 누구나
option-challenge-account-days-name = 계정_나이
option-challenge-account-days-description = 참여하려면 계정을 만든 지 며칠이 지나야 하는지
option-challenge-member-days-name = 서버_기간
option-challenge-member-days-description = 참여하려면 서버에 들어온 지 며칠이 지나야 하는지
option-challenge-prize-name = 상_역할
option-challenge-prize-description = 1등이 한동안 갖게 될 역할
option-challenge-prize-days-name = 상_기간
option-challenge-prize-days-description = 1등이 역할을 며칠 동안 가질지. 비워 두면 7일
option-challenge-event-name = 이벤트
option-challenge-event-description = 서버 이벤트 목록에도 올릴지
option-challenge-weekly-name = 매주
option-challenge-weekly-description = 화풍을 바꿔 가며 매주 다시 열지
challenge-subject-any = 아무 사진이나
challenge-subject-photo = 내가 올리는 사진 한 장
challenge-subject-avatar = 각자의 프로필 사진
challenge-voting-hearts = 하트: 마음에 드는 만큼
challenge-voting-stars = 별점: 하나부터 다섯까지
challenge-voting-duels = 대결: 둘 중 하나

challenge-form = 새 챌린지
challenge-form-title = 제목
challenge-form-title-example = 파도 그리기 주간
challenge-form-theme = 주제
challenge-form-style = 화풍
challenge-form-closes = 출품 마감
challenge-form-closes-default = 5일 뒤
challenge-form-ends = 투표 마감
challenge-form-ends-default = 7일 뒤
challenge-created = 만들었어요. 곧 { $channel }에 올라가요. `/챌린지 수정`, `마감`, `취소`로 바꿀 수 있어요.
challenge-created-weekly = 만들었어요. 곧 { $channel }에 올라가고, 매주 새로 열려요. `/챌린지 목록`에서 그만둘 수 있어요.
challenge-edited = ‘{ $title }’ 챌린지를 바꿨어요.
challenge-closed = ‘{ $title }’ 챌린지가 다음 단계로 넘어가요.
challenge-is-cancelled = ‘{ $title }’ 챌린지를 취소했어요.
challenge-exported = ‘{ $title }’ 챌린지의 모든 출품작과 숫자예요.
challenge-exported-partly = 그림 { $count }개는 자리가 모자라 빠졌어요.
challenge-list-title = 이 서버의 챌린지
challenge-list-empty = 아직 챌린지가 없었어요. 관리자가 `/챌린지 만들기`로 시작할 수 있어요.
challenge-list-scheduled = { $when } 시작
challenge-list-open = 출품 받는 중, { $when } 투표 시작
challenge-list-voting = 투표 중, { $when } 종료
challenge-list-ended = { $when } 종료
challenge-series-stop = 시리즈 그만두기: { $title }
challenge-series-stopped = 시리즈를 그만뒀어요. 열려 있는 챌린지는 그대로 이어져요.
challenge-series-over = 이 시리즈는 이미 끝났어요.

challenge-moderators-only = 이 서버의 관리자만 할 수 있어요.
challenge-servers-only = 챌린지는 서버에서만 할 수 있어요.
challenge-unknown = 이 서버에 그런 챌린지가 없어요. 입력하면 열리는 목록에서 골라 주세요.
challenge-is-over = 이미 끝난 챌린지예요.
challenge-phase-over = 챌린지가 방금 다음 단계로 넘어갔어요. 다시 확인해 주세요.
challenge-too-many = 이 서버에는 이미 챌린지 { $most }개가 진행 중이에요. 하나가 끝날 때까지 기다려 주세요.
challenge-title-empty = 제목에는 글자나 숫자가 있어야 해요.
challenge-times-out-of-order = 시작, 투표 시작, 투표 종료 순서로 적어도 1분씩 떨어져 있어야 해요.
challenge-no-place = 챌린지는 이 서버의 텍스트 채널이나 포럼에 알릴 수 있어요. 하나를 골라 주세요.
challenge-may-not-post = { $channel }에서 메시지를 읽고 파일을 올릴 권한이 없어요. 서버 관리자에게 권한을 부탁하거나 다른 채널을 골라 주세요.
challenge-not-your-channel = { $channel }에 직접 글을 쓸 수 없으셔서 그곳에는 알릴 수 없어요. 다른 채널을 골라 주세요.
challenge-prize-impossible = { $role } 역할은 제가 줄 수 없어요. “역할 관리” 권한과 더 높은 역할이 필요해요.
challenge-event-impossible = 여기에서 이벤트를 만들 권한이 없어요. “이벤트 만들기” 권한이 필요해요. `이벤트` 없이도 챌린지는 열 수 있어요.
challenge-prize-not-yours = { $role } 역할은 직접 주실 수 없는 역할이에요. 자신의 역할보다 낮은 것을 골라 주세요.
challenge-photo-and-subject = 모두가 그릴 사진을 올리거나 다른 소재를 골라 주세요.
challenge-picture-gone = 이 챌린지의 그림이 방금 지워졌어요. 다른 것을 골라 주세요.
challenge-export-later = 결과를 미리 알 수 없도록, 챌린지가 끝난 뒤에만 내보낼 수 있어요.

## 챌린지에서 보이는 것

challenge-style-surprise = 깜짝 화풍
challenge-style-free = 자유 선택
challenge-fact-style = 🎨 **화풍**: { $style }
challenge-fact-subject-any = 📷 **소재**: 아무 사진이나
challenge-fact-subject-photo = 📷 **소재**: 위의 사진
challenge-fact-subject-avatar = 📷 **소재**: 자신의 프로필 사진
challenge-fact-opens = 🚪 **시작**: { $when }
challenge-fact-closes = ⏳ **출품 마감**: { $when }
challenge-fact-ends = 🗳️ **투표 마감**: { $when }, { $how }
challenge-fact-entries = 🖼️ **한 사람당**: { $count ->
    [1] 한 작품
   *[other] 작품 { $count }개까지
}
challenge-fact-roles = 🎟️ **참여**: { $roles }
challenge-fact-account = 🪪 **계정**: 만든 지 { $days }일이 지나야 해요
challenge-fact-member = 🏠 **서버**: 들어온 지 { $days }일이 지나야 해요
challenge-fact-prize = 🎁 **1등 상**: { $days }일 동안 { $role } 역할
challenge-fact-anonymous = 누가 그렸는지는 끝날 때까지 비밀이에요.
challenge-ballot-hearts = 마음에 드는 만큼 하트
challenge-ballot-stars = 별 1~5개
challenge-ballot-duels = 둘 중 하나 고르기
challenge-state-scheduled = { $when } 시작해요
challenge-state-open = { $entries ->
    [0] 아직 출품작이 없어요
   *[other] 지금까지 작품 { $entries }개
} · { $when } 투표 시작
challenge-state-voting = 작품 { $entries }개가 투표를 기다려요 · { $when } 종료
challenge-state-ended = 끝났어요 · 출품작 { $entries }개
challenge-state-cancelled = 취소되었어요
challenge-enter-button-photo = 사진 올리기
challenge-enter-button-avatar = 그려서 출품하기
challenge-vote-button = 투표하기
challenge-mine-button = 내 출품작
challenge-follow-button = 알림 받기
challenge-gallery-button = 모든 출품작
challenge-fame-button = 명예의 전당
challenge-followed = ‘{ $title }’ 챌린지의 단계가 바뀌거나 마감이 다가오면 불러 드릴게요. 마음이 바뀌면 다시 눌러 주세요.
challenge-unfollowed = ‘{ $title }’ 챌린지의 소식은 이제 알려 드리지 않을게요.
challenge-notice-opened = **{ $title }** 챌린지가 열렸어요! { $when } 투표를 시작해요.
challenge-notice-closes-day = **{ $title }** 출품 마감이 하루 남았어요. { $when } 투표를 시작해요.
challenge-notice-closes-hour = **{ $title }** 마지막 출품작을 기다려요. { $when } 투표를 시작해요.
challenge-notice-voting = **{ $title }** 투표가 시작됐어요! { $when } 끝나요. 무엇을 골랐는지는 비밀이에요.
challenge-notice-ends-day = **{ $title }** 투표가 하루 남았어요. { $when } 끝나요.
challenge-notice-ends-hour = **{ $title }** 마지막 투표를 기다려요. { $when } 끝나요.
challenge-notice-cancelled = **{ $title }** 챌린지가 취소되었어요. 함께해 주셔서 고마워요.
challenge-results-title = { $title }: 결과 발표
challenge-results-place = { $medal } { $member } · { $score }
challenge-results-nobody = 투표가 없어서 이번에는 수상자가 없어요.
challenge-results-jury = 🎓 **거장에 가장 가까운 그림**: { $member }
challenge-results-numbers = 출품작 { $entries }개 · 투표한 사람 { $voters }명 · 총 { $votes }표
challenge-score-hearts = 하트 { $hearts }개
challenge-score-stars = ★ { $score } · { $voters }명 평가
challenge-score-duels = 승률 { $score }% · { $voters }명 평가
challenge-score-none = 평가 없음
challenge-rank = { $rank }위
challenge-somebody = 누군가
challenge-alt-style = 챌린지의 화풍: { $style }.
challenge-alt-photo = 모두가 함께 그리는 사진.
challenge-alt-entry = 챌린지 출품작.
challenge-alt-podium = { $title } 상위 세 작품이 액자에 걸린 시상대.
challenge-gallery-title = { $title } · { $page } / { $pages }쪽
challenge-gallery-empty = 출품작이 없어요.
challenge-gallery-later = 출품작은 투표가 끝나면 모두 보여 드려요.
challenge-not-yet = 이 챌린지는 { $when } 시작해요.
challenge-not-open = 이 챌린지는 출품을 더 받지 않아요.
challenge-needs-role = 이 챌린지는 다음 역할이 있어야 참여할 수 있어요: { $roles }
challenge-needs-age = 이 챌린지는 계정을 만든 지 { $days }일이 지나야 참여할 수 있어요.
challenge-needs-membership = 이 챌린지는 서버에 들어온 지 { $days }일이 지나야 참여할 수 있어요.

## 출품

way-enter = 챌린지에 출품
entry-modal-title = 출품하기
entry-modal-photo = 그릴 사진
entry-modal-style = 화풍
entry-for-you-alone = 나에게만 보여요. 챌린지의 “내 출품작”에서 다시 볼 수 있어요.
entry-entered = ‘{ $title }’ 챌린지에 출품했어요. 챌린지의 “내 출품작”에서 다시 볼 수 있어요.
entry-no-challenge = 지금 출품을 받는 챌린지가 이 서버에 없어요.
entry-fits-nowhere = 이 그림은 맞지 않아요. 챌린지마다 정해진 화풍이 있고, 사진이 정해진 것도 있어요.
entry-place-which = 이 그림을 어디에 낼까요?
entry-place-new = 출품: { $title }
entry-place-instead = 출품작 { $number } 대신: { $title }
entry-no-more = 낼 수 있는 작품 { $most }개를 이미 모두 내셨어요. “내 출품작”에서 바꾸거나 출품을 취소할 수 있어요.
entry-twice = 이미 출품한 그림이에요.
entry-at-once = 한꺼번에 두 번 눌렸어요. 다시 눌러 주세요.
entry-gone = 이 출품작은 더 이상 없어요.
entry-not-yours = 그림을 만드신 분만 출품하거나 취소할 수 있어요.
entry-none = ‘{ $title }’ 챌린지에는 아직 내신 작품이 없어요.
entry-mine-title = { $title } · 내 출품작 { $number } / { $total }
entry-being-painted = 이 자리에 낼 그림을 그리고 있어요.
entry-photo-known = 같은 사진으로 그린 다른 출품작이 있어요.
entry-replace-button = 바꾸기
entry-withdraw-button = 출품 취소
entry-withdrawn = 출품을 취소했어요.
entry-is-hidden = 관리자가 투표에서 뺀 출품작이에요: { $reason }
entry-same-photo = { $members } 님의 출품작과 같은 사진이에요.
entry-hide-button = { $number }번 숨기기
entry-unhide-button = { $number }번 보이기
entry-hide-title = 출품작 숨기기
entry-hide-reason = 이유 (그린 사람이 읽게 돼요)
entry-hide-too-late = 챌린지가 끝나서 출품작을 바꿀 수 없어요.
entry-hidden = 숨겼어요.
entry-unhidden = 다시 투표에 넣었어요.

## 투표

vote-title-hearts = ### { $title } · { $page } / { $pages }쪽
    마음에 드는 그림마다 하트를 주세요. 지금까지 { $given }개 주셨어요.
vote-title-stars = ### { $title } · 작품 { $page } / { $pages }
    별을 몇 개 줄까요? 지금까지 작품 { $given }개를 평가하셨어요.
vote-title-duels = ### { $title } · 어느 쪽이 더 좋나요?
    지금까지 { $given }번 고르셨어요. 한 번 한 번이 큰 도움이 돼요.
vote-left = 첫 번째
vote-right = 두 번째
vote-duels-done = 모두 보셨어요. 고마워요!
vote-not-now = 이 챌린지는 지금 투표를 받지 않아요.
vote-own-entry = 자신의 그림에는 투표할 수 없어요.
vote-entry-gone = 이 그림은 투표에서 빠졌어요.
vote-nothing = 투표할 수 있는 그림이 없어요.
vote-impossible = 알 수 없는 투표예요.

## 명예의 전당

fame-title = 명예의 전당 · { $number } / { $total }
fame-winner = **{ $title }**
    { $style }
    🥇 { $member } · { $score } · { $when }
fame-empty = 명예의 전당이 비어 있어요. 첫 챌린지가 끝나면 채워져요.
fame-record = ### 이 서버에서의 내 성적
    🏅 **{ $points }**점 · 출품 { $entries }번 · 우승 { $wins }번 · 3위 안 { $podiums }번
leaders-title = { $year }년 { $quarter }분기 시즌
leaders-line = **{ $rank }위** { $member } · { $points }점 · 우승 { $wins }번 · 출품 { $entries }번
leaders-empty = 이번 시즌에는 아직 점수를 얻은 사람이 없어요.

## 시간대

command-time-zone-name = 시간대
command-time-zone-description = 챌린지의 시각을 어느 시간대로 적을지 정해요
option-time-zone-name = 시간대
option-time-zone-description = 도시 이름 (예: 서울, New York)
settings-time-zone = 시간대: { $value }
