# 한국어 문장. 이 폴더의 다른 파일과 같은 항목이 있어야 합니다.

## /stylize
# 옵션 이름에는 공백과 대문자를 쓸 수 없습니다.

command-stylize-name = 그림풍
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
option-size-name = 크기
option-size-description = 결과물의 긴 변 길이 (픽셀)
option-recipe-name = 레시피
option-recipe-description = 그림 아래에서 복사한 레시피 (다른 옵션으로 일부만 바꿀 수도 있어요)

## 그리는 동안

waiting-title = 차례를 기다리는 중
waiting-next = 다음이 바로 이 그림 차례예요.
waiting-ahead = 앞에 그림 { $ahead }점이 기다리고 있어요.
waiting-ready = { $when } 완성될 것 같아요.
painting-title = { $style } 화풍으로 그리는 중
painting-seconds-left = 약 { $seconds }초 남음
painting-minutes-left = 약 { $minutes }분 남음
painting-begins = 물감을 섞고 있어요
cancel-button = 취소
cancelled = 그리기를 취소했어요.
cancel-not-yours = 그림을 부탁한 분이나 관리자만 취소할 수 있어요.
cancel-too-late = 이미 완성된 그림이에요.

## 결과

year-about = { $year }년경
style-by = { $artist }의 〈{ $title }〉
style-own = 직접 올린 그림
result-for = { $member } 님, 그림이 완성됐어요.
recipe-strength = 세기 { $strength }
recipe-brush = 붓 { $scale }
recipe-colors = 사진의 색 유지
recipe-long-side = 크기 { $size }
recipe-size = { $width } × { $height }
recipe-seed = 시드 { $seed }
recipe-seconds = { $seconds }초 만에 완성
alt-text = { $style } 화풍으로 다시 그린 그림.
alt-text-of = { $style } 화풍으로 다시 그린 그림. 원본: { $original }

## 운영자를 위한 /stats

command-stats-name = 통계
command-stats-description = 봇의 상태를 보여 드려요 (운영자 전용)
stats-host-only = 통계는 이 봇의 운영자만 볼 수 있어요.
stats-title = 지금 상태
stats-discord = 디스코드 응답 시간은 { $milliseconds }ms예요.
stats-no-discord = 디스코드가 아직 하트비트에 응답하지 않았어요.
stats-queue = 대기 { $waiting }점, 그리는 중 { $painting }점, 전달 중 { $painted }점.
stats-kept = 남아 있는 기록: 전달 { $delivered }점, 거절 { $refused }점, 취소 { $cancelled }점, 실패 { $failed }점.
stats-no-database = 데이터베이스가 응답하지 않아요.
stats-painter = 화가 { $name }: { $memory }MiB, 다시 시작 { $restarts }회.
stats-painter-down = 화가 { $name }: 준비되지 않음, 다시 시작 { $restarts }회.

## 관리자를 위한 /settings

command-settings-name = 설정
command-settings-description = 이 서버에서 무엇을 그릴 수 있는지 정해요
command-show-name = 보기
command-show-description = 이 서버의 설정을 보여 드려요
command-limits-name = 한도
command-limits-description = 하루에 몇 점까지, 얼마나 크게 그릴 수 있는지 정해요
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
command-log-description = 이 서버에서 일어난 일을 적을 채널 (고르지 않으면 적지 않아요)
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
rules-member-quota = 이 서버에서 24시간 동안 부탁할 수 있는 그림 { $most }점을 모두 쓰셨어요. { $when }에 다시 부탁해 주세요.
rules-server-quota = 이 서버에서 24시간 동안 부탁할 수 있는 그림 { $most }점을 모두 썼어요. { $when }에 다시 부탁해 주세요.

## /privacy

command-privacy-name = 개인정보
command-privacy-description = 무엇을 얼마나 보관하는지 알려 드리고 지워 드려요
privacy-title = 보관하고 있는 정보
privacy-kept = 그림을 부탁하실 때마다 누가, 어디서, 언제, 어떤 설정으로 부탁했는지와 사진, 결과물을 보관해요. 완성되고 { $days }일이 지나면 즐겨찾기에 담은 것만 빼고 모두 지워요.
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
way-more = 더 보기…
way-keep-colors = 사진의 색 유지하기
way-style-colors = 화풍의 색 쓰기
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
recipe-hint = `/그림풍 레시피:`에 붙여 넣으면 어떤 사진이든 이대로 그려 드려요.
compare-title = 전후 비교
alt-text-before = 다시 그리기 전의 사진.
picture-deleted = 삭제했어요.
favourite-added = 즐겨찾기에 추가했어요. `/즐겨찾기`에서 다시 볼 수 있어요.

result-kept-no-more = 이 그림은 보관 기간이 지나 지워져서 이어 갈 수 없어요. /그림풍 명령으로 다시 시작해 주세요.
stays-in-its-channel = 이 그림은 연령 제한 채널에서 만들어져서 그 채널에서만 볼 수 있어요.
delete-not-yours = 그림을 부탁한 분이나 관리자만 삭제할 수 있어요.
compare-impossible = 이 그림의 원본은 디스코드에서 보여 드릴 수 없어요.
strongest-already = 이보다 더 강하게 그릴 수는 없어요.
weakest-already = 더 약하게 하면 사진과 똑같아져요.
biggest-already = 제가 그릴 수 있는 가장 큰 크기예요: { $most }픽셀.
too-many-favourites = 즐겨찾기가 이미 { $most }개예요. /즐겨찾기에서 하나를 뺀 뒤에 다시 추가해 주세요.

## /history, /favourites

command-history-name = 내그림
command-history-description = 최근에 만든 내 그림을 나에게만 보여 줘요
history-title = { $total }점 중 { $number }번째 그림
history-empty = 보관 중인 그림이 없어요. /그림풍 명령으로 시작해 보세요.
command-favourites-name = 즐겨찾기
command-favourites-description = 마음에 들어 담아 둔 그림을 나에게만 보여 줘요
favourites-title = 즐겨찾기 { $total }개 중 { $number }번째
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
option-blend-weight-description = 다른 화풍에 견준 이 화풍의 비중, 1부터 100까지
weight-without-style = 고르지 않은 화풍에 비중이 적혀 있어요.

## 직접 고칠 수 있는 문제

no-permission-to-attach = 이 채널에서는 제가 파일을 올릴 수 없어 결과를 보여 드릴 수 없어요. 관리자에게 “파일 첨부” 권한을 요청하거나 다른 채널에서 시도해 주세요.
unknown-style = “{ $name }”(이)라는 화풍은 없어요. 입력할 때 나오는 목록에서 골라 주세요.
unknown-style-closest = “{ $name }”(이)라는 화풍은 없어요. 혹시 { $closest }을(를) 찾으셨나요?
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
too-many-waiting = 이미 그림 { $most }점이 차례를 기다리고 있어요. 한 점이 완성된 뒤에 다시 부탁해 주세요.

content-not-a-picture = 제가 읽을 수 있는 사진 파일이 아니에요. PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF 파일을 올려 주세요.
content-empty = 빈 파일이에요.
content-too-heavy = 사진이 { $megabytes }MB예요. { $most }MB까지만 받을 수 있어요.
content-too-large = 사진의 픽셀 수가 너무 많아요. 더 작은 사진을 올려 주세요.
content-too-small = 그리기에는 사진이 너무 작아요.
content-broken = 사진이 손상되었거나 잘려 있어 열 수 없어요. 다시 올려 주세요.
content-gone = 디스코드에서 사진을 가져오지 못했어요. 다시 올려 주세요.
style-not-a-picture = 화풍 사진이 제가 읽을 수 있는 사진 파일이 아니에요. PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF 파일을 올려 주세요.
style-empty = 화풍 사진이 빈 파일이에요.
style-too-heavy = 화풍 사진이 { $megabytes }MB예요. { $most }MB까지만 받을 수 있어요.
style-too-large = 화풍 사진의 픽셀 수가 너무 많아요. 더 작은 사진을 올려 주세요.
style-too-small = 화풍 사진이 너무 작아 따라 그릴 수 없어요.
style-broken = 화풍 사진이 손상되었거나 잘려 있어 열 수 없어요. 다시 올려 주세요.
style-gone = 디스코드에서 화풍 사진을 가져오지 못했어요. 다시 올려 주세요.
out-of-memory = 이 크기로 그리기에는 메모리가 모자라요. 더 작은 크기로 시도해 주세요.
limit-too-small = 결과물이 이곳의 업로드 한도를 넘어요. 더 작은 크기로 시도해 주세요.

## 사진을 건네는 방법
# 쉼표로 나눈 목록은 사진 옆에 적을 수 있는 말이에요. 설정 이름, 뜻 없이 덧붙이는 말, 말끝 순서예요.

words-strength = 세기, 강도
words-brush = 붓
words-size = 크기
words-colors = 색 유지, 색은 유지, 색을 유지, 색감 유지, 색상 유지, 색 그대로, 색은 그대로, 원래 색
words-fillers = 로, 으로, 정도, 정도로, 화풍, 화풍으로, 풍, 풍으로, 스타일, 스타일로, 처럼, 같이, 그려, 그려줘, 그려주세요, 그려줄래, 다시, 바꿔, 바꿔줘, 바꿔주세요, 해, 해줘, 해주세요, 줘, 주세요, 이, 이거, 이걸, 사진, 그림, 좀, 부탁해, 부탁해요, 부탁드려요
words-endings = 화풍으로, 스타일로, 풍으로, 처럼, 같이, 으로, 로, 풍, 의

content-not-there = 이 메시지에서 사진을 찾지 못했어요. 올린 사진, 스티커, 이모지, 링크 미리보기 그림을 쓸 수 있어요.
content-is-lottie = 이 스티커는 선으로 된 애니메이션이라 다시 그릴 수 없어요. 다른 그림을 골라 주세요.
style-not-there = 이 메시지에서 따라 그릴 그림을 찾지 못했어요.
style-is-lottie = 이 스티커는 선으로 된 애니메이션이라 따라 그릴 수 없어요. 다른 그림을 골라 주세요.
content-twice = 사진과 사용자 중 하나만 골라 주세요.
which-not-yours = 부탁한 분만 고를 수 있어요.
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

failed = 죄송해요, 그림을 그리지 못했어요. 운영자에게 알려 두었으니 다시 시도해 주세요.
went-wrong = 죄송해요, 문제가 생겼어요. 또 생기면 운영자에게 번호 { $incident }를 알려 주세요.

## Dreams

command-dream-name = 꿈
command-dream-description = 신경망이 사진 속에서 본 것을 꿈처럼 자라나게 해요
option-dream-image-description = 꿈을 꿀 사진 (비워 두면 이 채널의 최근 사진)
option-dream-user-description = 사진 대신 이 사용자의 프로필 사진으로 꿈꾸기
option-mood-name = 분위기
option-mood-description = 사진에서 자라날 것 (예: 깃털, 비워 두면 눈동자)
option-guide-name = 길잡이
option-guide-description = 분위기 대신, 사진에 자라나게 할 모양이 담긴 두 번째 그림
menu-dream = 꿈꾸게 하기
panel-dream = 이 사진에서 무엇이 자라나면 좋을까요?
choose-mood = 분위기를 고르면 바로 시작해요
dreaming-title = 꿈꾸는 중: { $style }
dream-of = 꿈: { $style }
dream-alt-text = 꿈이 자라난 사진: { $style }.
dream-alt-text-of = 꿈이 자라난 사진: { $style }. 원본: { $original }
way-mood = 다른 분위기…
way-dream = 다시 꿈꾸기
mood-and-guide = 분위기와 길잡이 그림 중 하나만 골라 주세요.
dream-without-brush = 꿈에는 붓이나 색 유지를 쓸 수 없어요. 빼고 다시 시도해 주세요.
guide-empty = 꿈에 담을 그림이 빈 파일이에요.
guide-too-heavy = 꿈에 담을 그림이 { $megabytes }MB예요. { $most }MB까지만 받을 수 있어요.
guide-gone = 디스코드에서 꿈에 담을 그림을 가져오지 못했어요. 다시 올려 주세요.
unknown-mood = 그런 이름의 꿈은 없어요. 입력할 때 나오는 목록에서 골라 주세요.
guide-not-a-picture = 꿈에 담을 파일이 제가 읽을 수 있는 그림이 아니에요. PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF를 받아요.
guide-too-large = 꿈에 담을 그림의 픽셀 수가 너무 많아요. 더 작은 그림을 보내 주세요.
guide-too-small = 꿈에 담을 그림이 너무 작아서 아무것도 알아볼 수 없어요.
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
log-deleted = { $moderator } 님이 { $member } 님의 그림을 삭제했어요.
log-added = { $member } 님이 “{ $name }” 화풍을 추가했어요.
log-proposed = { $member } 님이 “{ $name }” 화풍을 제안했어요.
log-approved = { $member } 님이 “{ $name }” 화풍을 승인했어요.
log-declined = { $member } 님이 “{ $name }” 화풍의 제안을 거절했어요.
log-removed = { $member } 님이 “{ $name }” 화풍을 삭제했어요.
log-settings = { $member } 님이 설정을 바꿨어요 (/{ $command }).

## Times

time-not-understood = 언제를 말하는지 알 수 없어요: “{ $text }”. “3일 뒤”, “금요일 20시”, “2026-12-24 18:00”처럼 적어 주세요.
time-in-the-past = 이미 지난 시각이에요: “{ $text }”. 앞으로 올 시각을 적어 주세요.
time-too-far = 1년도 더 남은 시각이에요: “{ $text }”. 더 가까운 시각을 골라 주세요.
time-zone-unknown = 이런 시간대는 없어요: “{ $name }”. 입력할 때 나오는 목록에서 골라 주세요(예: Asia/Seoul).
