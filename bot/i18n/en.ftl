# What members read in English. Each message has its counterpart in the other files of this folder.

## /stylize
# Names of options must be lower case and without spaces.

command-stylize-name = stylize
command-stylize-description = Repaint a picture in the hand of a master
option-image-name = image
option-image-description = The picture to repaint (the newest one in this channel if you say nothing)
option-user-name = user
option-user-description = Repaint the avatar of a member instead
option-style-name = style
option-style-description = A painting or a painter, for example The Starry Night
option-style-image-name = style_image
option-style-image-description = A picture of your own to paint like, instead of a style from the list
option-strength-name = strength
option-strength-description = How far from the photo, from 0 to 100 (what suits the style if you say nothing)
option-keep-colors-name = keep_colors
option-keep-colors-description = Keep the colours of the photo and take only the brushwork
option-paint-faces-name = paint_faces
option-paint-faces-description = Paint faces like all else, instead of keeping people recognisable
option-size-name = size
option-size-description = The long side of the result in pixels
option-quality-name = quality
option-quality-description = A draft within a second, the painting, or first the one and then the other (the usual)
quality-draft = Draft
quality-painting = Painting
quality-both = First a draft, then the painting
option-recipe-name = recipe
option-recipe-description = A recipe copied from under a picture, with any other option you want to change

## While a picture is made

waiting-title = In line
waiting-next = Your picture is next.
waiting-ahead =
    { $ahead ->
        [one] One picture is ahead of yours.
       *[other] { $ahead } pictures are ahead of yours.
    }
waiting-ready = It should be ready { $when }.
draft-shown = This is a draft; the painting comes in its place.
draft-button = The draft will do
draft-not-yours = Only the member whose picture this is can take the draft.
draft-too-late = It is too late for the draft: the painting is finished, or has been stopped.
painting-title = Painting in the style of { $style }
painting-seconds-left =
    { $seconds ->
        [one] about a second left
       *[other] about { $seconds } seconds left
    }
painting-minutes-left =
    { $minutes ->
        [one] about a minute left
       *[other] about { $minutes } minutes left
    }
painting-begins = mixing the colours
cancel-button = Cancel
cancelled = This picture was cancelled.
cancel-not-yours = Only the person who asked for this picture, or a moderator, can cancel it.
cancel-too-late = This picture is finished already.

## The result

year-about = c. { $year }
style-by = { $title } by { $artist }
style-own = an uploaded picture
result-for = { $member }, your picture is ready.
recipe-strength = strength { $strength }
recipe-brush = brush { $scale }
recipe-colors = colours of the photo kept
recipe-faces = faces painted too
recipe-draft = draft
recipe-long-side = size { $size }
recipe-size = { $width } × { $height }
recipe-seed = seed { $seed }
alt-text = A picture repainted in the style of { $style }.
alt-text-of = A picture repainted in the style of { $style }. The original: { $original }

## /stats, for the host

command-stats-name = stats
command-stats-description = How the bot is doing, for its host only
stats-host-only = Only the host of this bot can look at its statistics.
stats-title = How the bot is doing
stats-discord = Discord answers in { $milliseconds } ms.
stats-no-discord = Discord has not answered a heartbeat yet.
stats-queue = In line { $waiting }, being painted { $painting }, on the way { $painted }.
stats-kept = Still on record: delivered { $delivered }, refused { $refused }, cancelled { $cancelled }, failed { $failed }.
stats-no-database = The database does not answer.
stats-painter = Painter { $name }: { $memory } MiB, started again { $restarts ->
    [one] once
   *[other] { $restarts } times
}.
stats-painter-down = Painter { $name }: not ready, started again { $restarts ->
    [one] once
   *[other] { $restarts } times
}.

## /settings, for moderators

command-settings-name = settings
command-settings-description = What may be painted in this server
command-show-name = show
command-show-description = Show what is decided for this server
command-limits-name = limits
command-limits-description = How many pictures a day, and how large
command-channel-name = channel
command-channel-description = Where pictures may be asked for; everywhere if no channel is on the list
command-role-name = role
command-role-description = Who may ask for pictures; everybody if no role is on the list
command-style-name = style
command-style-description = Switch a style off in this server, or on again
command-language-name = language
command-language-description = The language of the pictures' messages in this server
option-member-name = member
option-member-description = Pictures of one member in 24 hours; 0 for no limit
option-server-name = server
option-server-description = Pictures of the whole server in 24 hours; 0 for no limit
option-largest-description = The longest side in pixels that may be asked for; 0 for no limit
option-channel-name = channel
option-channel-description = A channel, with its threads
option-allowed-name = allowed
option-allowed-description = Yes or no
option-role-name = role
option-role-description = A role
option-language-name = language
option-language-description = Each member's own, or one for all
command-default-name = default
command-default-description = What I paint in, and how strongly, where a member does not say
option-default-style-description = A painting, a painter or a style of this server
option-default-strength-description = From 1 to 100; 0 for what suits each style
command-ping-name = ping
command-ping-description = Ping members, once, when a picture took more than two minutes
command-approval-name = approval
command-approval-description = Let members propose styles with /styles add, for moderators to approve
option-on-name = active
command-log-name = log
command-log-description = A channel where I write what happens here; nowhere if you choose none
option-log-channel-description = The channel
settings-title = What is decided for this server
settings-no-limit = no limit
settings-none = none
settings-language-auto = each member's own
settings-channels = Channels: { $value }
settings-roles = Roles: { $value }
settings-member-quota = Pictures of a member in 24 hours: { $value }
settings-server-quota = Pictures of the server in 24 hours: { $value }
settings-size = Longest side in pixels: { $value }
settings-hidden = Styles switched off: { $value }
settings-language = Language of the pictures' messages: { $value }
settings-default-style = Style where a member names none: { $value }
settings-default-none = my choice
settings-default-strength = Strength where a member names none: { $value }
settings-as-suits = what suits the style
settings-approval = Members may propose styles: { $value }
settings-ping = Ping after more than two minutes: { $value }
settings-log = Log: { $value }
settings-on = yes
settings-off = no
settings-log-forbidden = I may not write and attach files in { $channel }. Please give me permission there, or choose another channel.
rules-channel = In this server I paint in { $channels } only.
rules-role = In this server I paint for members with one of these roles: { $roles }.
rules-size = In this server a picture may be up to { $most } pixels long.
rules-style = This style is switched off in this server. Please choose another one.
rules-member-quota = You have reached this server's limit for each member, { $most } in 24 hours. You may ask for the next picture { $when }.
rules-server-quota = This server has reached its limit, { $most } in 24 hours. The next picture may be asked for { $when }.

## /privacy

command-privacy-name = privacy
command-privacy-description = What I keep of you, for how long, and how to have it deleted
privacy-title = What I keep of you
privacy-kept =
    For every picture that you ask for I keep who asked for it, where, when and with which settings, your photo and the result. { $days ->
        [one] One day
       *[other] { $days } days
    } after it is finished I delete all of that, unless it is among your favourites.
privacy-challenges =
    Entries in challenges stay for the hall of fame; who voted how is deleted { $days ->
        [one] one day
       *[other] { $days } days
    } after the vote. Deleting takes your entries and votes out of challenges that run; where the vote is over your entry keeps its rank, without your name and picture.
privacy-not-kept = I keep no messages, and nobody but the host of this bot can see what I keep. What I have posted on Discord stays there until somebody deletes it there.
privacy-count =
    { $count ->
        [0] At the moment I keep nothing of you.
        [one] At the moment I keep one entry about you.
       *[other] At the moment I keep { $count } entries about you.
    }
privacy-ask-button = Delete mine now
privacy-ask = Shall I delete everything that I keep of you, favourites and pictures included, and cancel what is still in line? This cannot be undone.
privacy-erase-button = Yes, delete everything
privacy-erased = Done: I keep nothing of you any more.

## Ways on from a result

way-other = Other style…
way-stronger = Stronger
way-weaker = Weaker
way-brush = Another brush
way-paint = Paint it
way-more = More…
way-keep-colors = Keep the photo's colours
way-style-colors = Take the style's colours
way-paint-faces = Paint the faces too
way-keep-faces = Keep the faces
way-bigger = Bigger
way-blend = Blend with…
way-compare = Before and after
way-recipe = Recipe
way-star = Add to favourites
way-delete = Delete
way-again = Paint again
way-unstar = Remove
page-before = ‹ Back
page-after = Next ›
jump-link = Show message
choose-style = Which style shall it be?
choose-blend = Which styles shall I mix in?
recipe-hint = `/stylize recipe:` takes this, with any picture.
compare-title = Before and after
alt-text-before = The picture before it was repainted.
picture-deleted = Deleted.
favourite-added = Added to your favourites. `/favourites` shows it again.

result-kept-no-more = I no longer keep this picture, so I cannot go on from it. Please start again with /stylize.
stays-in-its-channel = This picture comes from an age-restricted channel and stays there.
delete-not-yours = Only the person who asked for this picture, or a moderator, can delete it.
compare-impossible = Discord cannot show the original of this picture.
strongest-already = It cannot become stronger than this.
weakest-already = Any weaker and it would be the photo itself.
biggest-already = This is as large as I paint: { $most } pixels.
too-many-favourites = You have { $most } favourites already. Remove one in /favourites first.

## /history and /favourites

command-history-name = history
command-history-description = Show my last pictures, only to me
history-title = Picture { $number } of { $total }
history-empty = I keep no picture of yours. Start with /stylize.
command-favourites-name = favourites
command-favourites-description = Show the results that I keep in mind, only to me
favourites-title = Favourite { $number } of { $total }
favourites-empty = You have no favourites yet. “Add to favourites” is under every picture.

## /blend

command-blend-name = blend
command-blend-description = Repaint a picture in up to four styles at once
option-blend-style-one-name = style1
option-blend-style-two-name = style2
option-blend-style-three-name = style3
option-blend-style-four-name = style4
option-blend-style-description = A painting or a painter, for example The Starry Night
option-blend-weight-one-name = weight1
option-blend-weight-two-name = weight2
option-blend-weight-three-name = weight3
option-blend-weight-four-name = weight4
option-blend-weight-description = The part of this style against the others, from 1 to 100
weight-without-style = There is a weight for a style that you did not choose.

## What a member can put right

no-permission-to-attach = I may not attach files in this channel, so you would never see the result. Please ask a moderator to give me the permission “Attach Files”, or try another channel.
unknown-style = I know no style called “{ $name }”. Pick one from the list that opens while you type.
unknown-style-closest = I know no style called “{ $name }”. Did you mean { $closest }?
style-meant = I am not sure which style you mean. One of these?
style-meant-none = I found no style in that. Perhaps one of these? `/styles show` shows them all.
style-twice = Please choose either a style from the list or a style picture, not both.
strength-out-of-range = The strength is a number from 0 to 100.
size-out-of-range = The size is a number of pixels from { $least } to { $most }.
brush-out-of-range = The brush is a number from { $least } to { $most }.
seed-out-of-range = The seed is a whole number from 0 to { $most }.
weight-out-of-range = The weight of a style is a whole number from 1 to { $most }.
too-many-styles = I can blend up to { $most } styles.
recipe-and-style = Please give either a recipe or a style, not both.
recipe-unreadable = I do not understand “{ $part }” in this recipe. Copy one from under a picture, whole.
picture-kept-no-more = I no longer keep the photo of this picture. Please upload it again.
style-kept-no-more = I no longer keep the style picture of this recipe. Please upload it again.
was-interrupted = I was interrupted before I had written that down. Please ask me once more.
no-room = I have no room for new pictures at the moment. Please try again later.
no-room-for-member = Your pictures of the last days take { $most } MB, all the room that I have for one member. You can delete some with `/history`, or wait until old ones go by themselves.
too-many-waiting = { $most ->
    [one] You have a picture in line already. Please wait until it is finished.
   *[other] You have { $most } pictures in line already. Please wait until one of them is finished.
}

content-not-a-picture = This file is not a picture that I can read. I take PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC.
content-empty = This file is empty.
content-too-heavy = This picture has { $megabytes } MB; I take up to { $most } MB.
content-too-large = This picture has too many pixels for me. Please send a smaller one.
content-too-small = This picture is too small to be painted.
content-too-narrow = This picture is so long and narrow that nothing would be seen of it. Please cut a piece out of it and send that.
content-invisible = This picture is transparent everywhere, so there is nothing to paint. Please send another one.
content-broken = This picture is damaged or cut off, and I cannot open it. Please upload it again.
content-gone = I could not fetch this picture from Discord. Please upload it again.
style-not-a-picture = The style file is not a picture that I can read. I take PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC.
style-empty = The style picture is an empty file.
style-too-heavy = The style picture has { $megabytes } MB; I take up to { $most } MB.
style-too-large = The style picture has too many pixels for me. Please send a smaller one.
style-too-small = The style picture is too small to paint like it.
style-invisible = The style picture is transparent everywhere, so there is nothing to paint like. Please send another one.
style-broken = The style picture is damaged or cut off, and I cannot open it. Please upload it again.
style-gone = I could not fetch the style picture from Discord. Please upload it again.
out-of-memory = There is not enough memory here for a picture of this size. Please try a smaller size.
spoiled = This photo and this style do not go together: nothing could be seen in the painting. Please try less strength or another style.
limit-too-small = The result does not fit into the upload limit of this place. Please try a smaller size.

## Ways in
# The lists of words are what members may write beside a picture, in any case and order: names of
# settings, words that mean nothing here, and endings of words.

words-strength = strength
words-brush = brush
words-size = size
words-colors = keep colors, keep colours, keep the colors, keep the colours, keep my colors, keep my colours, original colors, original colours
words-faces = faces too, face too, paint faces, paint faces too
words-draft = draft, quick sketch
words-fillers = please, pls, in, the, a, an, style, styled, of, like, as, paint, repaint, painted, this, that, it, make, with, and, at, to, into, by, for, me, my, picture, photo, image, can, could, you, do, try, use, hey, hi

content-not-there = I see no picture in this message. I take uploaded pictures, stickers, emoji and what a link shows.
content-is-lottie = This sticker is a drawing of lines, not a picture that I can paint. Please pick another one.
style-not-there = I see no picture in this message that I could paint like.
style-is-lottie = This sticker is a drawing of lines, and I can only paint like a picture. Please pick another one.
content-twice = Please give either a picture or a member, not both.
which-not-yours = Only the person who asked can choose here.
which-gone = I cannot read what you asked any more. Please ask again.
reply-begins = Looking at the picture…
reply-unreadable = I may not read the message that you reply to. Please attach the picture to your own message, or use “Repaint this picture” in the menu of the other one (Apps).
how-to-ask = Reply to a message with a picture and mention me together with a style, such as “starry night 80%”, or attach a picture to your message.
how-to-ask-in-private = Send me a picture, with the name of a style if you like, such as “starry night 80%”.
menu-repaint = Repaint this picture
menu-style = Use as a style
panel-repaint = In which style shall I paint this picture?
panel-as-style = Which picture shall I paint like this one?
panel-several = Which of these pictures do you mean?
panel-which = Choose a picture
panel-picture = Picture { $number }
panel-styles = Choose a style, and I begin
panel-paint = Paint: { $style }
panel-upload = Upload one…
panel-newest = My newest picture here
panel-avatar = My avatar
upload-title = Paint a picture like that one
upload-label = The picture to repaint
newest-none = I see no picture among the newest { $looked_at } messages here. Please attach one.
newest-forbidden = I may not read the history of this channel, so I cannot look for the newest picture. Please attach one, or use “Repaint this picture” in the menu of a message (Apps).
newest-unreadable = I may not read messages here that do not mention me, so I cannot tell which picture is the newest. Please attach one, or use “Repaint this picture” in the menu of a message (Apps).

## What only the host can put right

result-undelivered = Your picture is painted, but I could not show it in { $channel }. You find it with `/history`.
failed = Sorry, this picture could not be painted. I have told the host of this bot; please try again.
host-ill = My machine is not well right now. Please try again in a minute.
went-wrong = Sorry, something went wrong. If it happens again, tell the host of this bot the number { $incident }.

## Dreams

command-dream-name = dream
command-dream-description = Let what the network has learnt to see grow in a picture
option-dream-image-description = The picture to dream into (the newest one in this channel if you say nothing)
option-dream-user-description = Dream into the avatar of a member instead
option-mood-name = mood
option-mood-description = What shall grow, for example feathers (eyes if you say nothing)
option-guide-name = guide
option-guide-description = A second picture whose shapes shall grow, instead of a mood
menu-dream = Let it dream
panel-dream = What shall grow in this picture?
choose-mood = Choose a mood, and I begin
dreaming-title = Dreaming: { $style }
dream-of = Dream: { $style }
dream-alt-text = A picture in which a dream has grown: { $style }.
dream-alt-text-of = A picture in which a dream has grown: { $style }. The original: { $original }
way-mood = Another mood…
way-dream = Dream anew
mood-and-guide = Please give either a mood or a picture to dream of, not both.
dream-without-draft = A dream has no draft. Please leave that out.
dream-without-brush = A dream has no brush, no colours to keep and no faces to paint. Please leave those out.
guide-empty = The picture to dream of is an empty file.
guide-too-heavy = The picture to dream of has { $megabytes } MB; I take up to { $most } MB.
guide-gone = I could not fetch the picture to dream of from Discord. Please upload it again.
unknown-mood = I know no mood of that name. Pick one from the list that opens while you type.
guide-not-a-picture = The picture to dream of is not one that I can read. I take PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC.
guide-too-large = The picture to dream of has too many pixels for me. Please send a smaller one.
guide-too-small = The picture to dream of is too small to see anything in it.
guide-invisible = The picture to dream of is transparent everywhere, so there is nothing to see in it. Please send another one.
guide-broken = The picture to dream of is damaged or cut off, and I cannot open it. Please upload it again.

## /styles

command-styles-name = styles
command-styles-description = The styles that you can choose from
command-styles-show-description = Look through the styles, with a picture of each
option-search-name = search
option-search-description = A painter, a title, a period, such as Klimt or Expressionism
styles-title = { $count ->
    [one] One style
   *[other] { $count } styles
}
styles-found = “{ $search }”: { $count ->
    [one] one style
   *[other] { $count } styles
}
styles-none = No style here has to do with “{ $search }”. Try a painter, a title or a period, or leave the search out.
styles-which = More about one of them…
styles-suits = Suits best: { $manner }
styles-avatar = Paint my avatar
styles-newest = Paint the newest picture here
styles-back = Back to the gallery
command-add-name = add
command-add-description = Make a picture a style of this server
option-new-image-description = The picture to paint like
option-new-name-name = name
option-new-name-description = What the style is to be called here
command-remove-name = remove
command-remove-description = Take a style from this server
option-remove-name-description = One of the styles of this server
styles-moderators-only = Only those who manage a server can change its styles, and only in that server.
styles-name-empty = Please give the style a name of letters or digits.
styles-name-taken = There is a style of that name already. Please choose another name.
styles-too-many = This server has its { $most } styles already. Remove one with /styles remove first.
styles-not-here = This server has no style of that name. Pick one from the list that opens while you type.
styles-added = Added: “{ $name }”. /stylize offers it in this server now.
styles-removed = Removed: “{ $name }”.
styles-of-server = A style of this server
option-aliases-name = aliases
option-aliases-description = Other names for it, with commas between them
styles-aliases = A style may have { $most } other names, each of up to { $longest } characters, with commas between them.
styles-too-many-proposals = { $most } styles that you have proposed still wait for a decision. Please wait for the moderators.
styles-proposed = Proposed: “{ $name }”. The moderators of this server decide about it.
proposal-title = { $member } proposes a style for this server: **{ $name }**
proposal-approve = Approve
proposal-decline = Decline
proposal-approved = { $moderator } has approved the style **{ $name }**. Everybody here can paint in it now.
proposal-declined = { $moderator } has declined the style **{ $name }**.
proposal-decided = That is decided already.
proposal-nowhere = I may not write and attach files here, so no moderator would see your proposal. Please try another channel.

## The log of a server

log-made = { $member } made a picture: { $link }
log-undelivered = I could not show a picture of { $member } in { $channel }. Please see whether I may write and attach files there.
log-deleted = { $moderator } deleted a picture of { $member }.
log-added = { $member } added the style “{ $name }”.
log-proposed = { $member } proposed the style “{ $name }”.
log-approved = { $member } approved the style “{ $name }”.
log-declined = { $member } declined the style “{ $name }”.
log-removed = { $member } removed the style “{ $name }”.
log-unannounced = I could not announce the challenge “{ $title }” in { $channel }, so I have cancelled it. Please see whether I may write and attach files there.
log-no-thread = The challenge “{ $title }” in { $channel } has no thread: I may not make any there. Everything else goes on.
log-unsaid = I could not say what is new in the challenge “{ $title }” in { $channel }. Please see whether I may write and attach files there; `/challenge show` tells how it stands.
log-settings = { $member } changed the settings (/{ $command }).

## Times

time-not-understood = I do not understand “{ $text }” as a time. Write it like “in 3 days”, “friday 20:00” or “2026-12-24 18:00”.
time-in-the-past = “{ $text }” has passed already. Please give a time that is still to come.
time-too-far = “{ $text }” is more than a year away. Please choose an earlier time.
time-zone-unknown = I know no time zone called “{ $name }”. Pick one from the list that opens while you type, such as Asia/Seoul.

## /challenge, for moderators

command-challenge-name = challenge
command-challenge-description = Style challenges: the server paints together, votes, and one picture wins
command-create-name = create
command-create-description = Begin a challenge; say nothing more, and a form asks for what matters
command-list-name = list
command-list-description = What is on, and what was
command-challenge-show-description = Show all about one challenge
command-edit-name = edit
command-edit-description = Change the title, the theme or the times of a challenge
command-close-name = close
command-close-description = Go on to the next phase now: open it, begin the vote, or end the vote
command-cancel-name = cancel
command-cancel-description = Give a challenge up, without a winner
command-export-name = export
command-export-description = All pictures and numbers of a challenge that has ended, in one file
command-fame-name = fame
command-fame-description = The winners of this server
command-me-name = me
command-me-description = What I have won so far, only for me
command-leaderboard-name = leaderboard
command-leaderboard-description = Who leads in this season of challenges
option-challenge-challenge-name = challenge
option-challenge-challenge-description = One of the challenges of this server
option-challenge-title-name = title
option-challenge-title-description = What the challenge is called
option-challenge-theme-name = theme
option-challenge-theme-description = What it is about, in a sentence or two
option-challenge-style-name = style
option-challenge-style-description = A painting, a style of this server, a free choice, or a surprise (the usual)
option-challenge-subject-name = subject
option-challenge-subject-description = What may be painted
option-challenge-photo-name = photo
option-challenge-photo-description = The one photo that everybody paints
option-challenge-opens-name = opens
option-challenge-opens-description = When entries are taken, such as “monday 18:00”; now if you say nothing
option-challenge-closes-name = closes
option-challenge-closes-description = When the vote begins, such as “in 3 days”; five days later if you say nothing
option-challenge-ends-name = ends
option-challenge-ends-description = When the vote ends, such as “in 5 days”; two days later if you say nothing
option-challenge-voting-name = voting
option-challenge-voting-description = How members vote
option-challenge-entries-name = entries
option-challenge-entries-description = How many entries each member may have; one if you say nothing
option-challenge-anonymous-name = anonymous
option-challenge-anonymous-description = Whether names stay secret until the end; yes if you say nothing
option-challenge-channel-name = channel
option-challenge-channel-description = Where it is announced, a text channel or a forum; here if you say nothing
option-challenge-role-name = role
option-challenge-role-description = Who may enter and vote; everybody if you say nothing
option-challenge-account-days-name = account_days
option-challenge-account-days-description = How many days old an account must be to take part
option-challenge-member-days-name = member_days
option-challenge-member-days-description = How many days somebody must have been in the server to take part
option-challenge-prize-name = prize
option-challenge-prize-description = A role that the winner gets for a while
option-challenge-prize-days-name = prize_days
option-challenge-prize-days-description = For how many days the winner has it; seven if you say nothing
option-challenge-event-name = event
option-challenge-event-description = Whether it is also among the events of this server
option-challenge-weekly-name = weekly
option-challenge-weekly-description = Whether it comes again every week, the styles taking turns
challenge-subject-any = Any photo
challenge-subject-photo = The photo that I give
challenge-subject-avatar = One’s own avatar
challenge-voting-hearts = Hearts: as many as you like
challenge-voting-stars = Stars: one to five
challenge-voting-duels = Duels: which of two?

challenge-form = A new challenge
challenge-form-title = What is it called?
challenge-form-title-example = A week of waves
challenge-form-theme = What is it about?
challenge-form-style = In which style?
challenge-form-closes = Entries are taken until
challenge-form-closes-default = in 5 days
challenge-form-ends = The vote ends
challenge-form-ends-default = in 7 days
challenge-created = Done. In a moment it stands in { $channel }. `/challenge edit`, `close` and `cancel` change it.
challenge-created-weekly = Done. In a moment it stands in { $channel }, and every week a new one. `/challenge list` ends the series.
challenge-edited = Changed: { $title }.
challenge-closed = { $title } goes on to its next phase.
challenge-is-cancelled = { $title } is cancelled.
challenge-exported = All entries of { $title }, with their numbers.
challenge-exported-partly = { $count ->
    [one] One picture did not fit and was left out.
   *[other] { $count } pictures did not fit and were left out.
}
challenge-list-title = Challenges of this server
challenge-list-empty = There has been none yet. Moderators begin one with `/challenge create`.
challenge-list-scheduled = opens { $when }
challenge-list-open = takes entries; the vote begins { $when }
challenge-list-voting = is voted on; it ends { $when }
challenge-list-ended = ended { $when }
challenge-series-stop = End the series: { $title }
challenge-series-stopped = The series is ended. A challenge that runs goes on.
challenge-series-over = This series has ended already.

challenge-moderators-only = Only moderators of this server can do that.
challenge-servers-only = Challenges are for servers.
challenge-unknown = This server has no such challenge. Pick one from the list that opens while you type.
challenge-is-over = This challenge is over already.
challenge-phase-over = This challenge has just gone on to its next phase. Please look again.
challenge-too-many = This server has { $most } challenges running already. Please wait until one of them has ended.
challenge-title-empty = Please give the challenge a title of letters or digits.
challenge-times-out-of-order = A challenge opens first, then its vote begins, and then it ends, with at least a minute in between.
challenge-no-place = I can announce a challenge in a text channel or a forum of this server. Please choose one.
challenge-may-not-post = I may not read and post messages with files in { $channel }. Please ask an administrator to let me, or choose another channel.
challenge-not-your-channel = You may not write in { $channel } yourself. Please choose another channel.
challenge-prize-impossible = I may not give { $role } to anybody: I need the permission “Manage Roles”, and a role above it.
challenge-event-impossible = I may not make events here: I need the permission “Create Events”. Without `event` I can hold the challenge all the same.
challenge-prize-not-yours = { $role } is not yours to give. Please choose a role below your own.
challenge-photo-and-subject = Please give the photo that everybody is to paint, or choose another subject.
challenge-picture-gone = A picture of this challenge was deleted just now. Please choose another one.
challenge-export-later = A challenge can be exported when it has ended, so that nobody knows the numbers before.

## What members see of a challenge

challenge-style-surprise = A surprise
challenge-style-free = A free choice
challenge-fact-style = 🎨 **Style**: { $style }
challenge-fact-subject-any = 📷 **Paint**: any photo of yours
challenge-fact-subject-photo = 📷 **Paint**: the photo above
challenge-fact-subject-avatar = 📷 **Paint**: your avatar
challenge-fact-opens = 🚪 **Opens**: { $when }
challenge-fact-closes = ⏳ **Entries until**: { $when }
challenge-fact-ends = 🗳️ **Vote until**: { $when }, { $how }
challenge-fact-entries = 🖼️ **Each member**: { $count ->
    [one] one entry
   *[other] up to { $count } entries
}
challenge-fact-roles = 🎟️ **For**: { $roles }
challenge-fact-account = 🪪 **Accounts**: { $days ->
    [one] at least a day old
   *[other] at least { $days } days old
}
challenge-fact-member = 🏠 **In this server**: { $days ->
    [one] for at least a day
   *[other] for at least { $days } days
}
challenge-fact-prize = 🎁 **The winner is** { $role } { $days ->
    [one] for a day
   *[other] for { $days } days
}
challenge-fact-anonymous = Who made which picture stays secret until the end.
challenge-ballot-hearts = with hearts, as many as you like
challenge-ballot-stars = with one to five stars
challenge-ballot-duels = in duels: which of two?
challenge-state-scheduled = Opens { $when }
challenge-state-open = { $entries ->
    [0] No entries yet
    [one] One entry so far
   *[other] { $entries } entries so far
} · the vote begins { $when }
challenge-state-voting = { $entries ->
    [one] One entry is
   *[other] { $entries } entries are
} waiting for your vote · ends { $when }
challenge-state-ended = { $entries ->
    [0] Over
    [one] Over, with one entry
   *[other] Over, with { $entries } entries
}
challenge-state-cancelled = Cancelled
challenge-enter-button-photo = Upload a photo
challenge-enter-button-avatar = Paint and enter
challenge-vote-button = Vote
challenge-mine-button = My entries
challenge-follow-button = Remind me
challenge-gallery-button = All entries
challenge-fame-button = Hall of fame
challenge-followed = I will mention you when { $title } goes on, and before its time is up. Press again if you have changed your mind.
challenge-unfollowed = I will not remind you of { $title }.
challenge-notice-opened = **{ $title }** is open! The vote begins { $when }.
challenge-notice-closes-day = Entries for **{ $title }** are taken for one more day: the vote begins { $when }.
challenge-notice-closes-hour = The last entries for **{ $title }**, please: the vote begins { $when }.
challenge-notice-voting = The vote on **{ $title }** has begun! It ends { $when }. What you choose stays between us.
challenge-notice-ends-day = One more day to vote on **{ $title }**: it ends { $when }.
challenge-notice-ends-hour = The last votes on **{ $title }**, please: it ends { $when }.
challenge-notice-cancelled = **{ $title }** is cancelled. Thank you to everybody who took part.
challenge-results-title = { $title }: the results
challenge-results-place = { $medal } { $member } · { $score }
challenge-results-nobody = Nobody has won this time: there were no votes.
challenge-results-jury = 🎓 **Closest to the master**: { $member }
challenge-results-numbers = { $entries ->
    [one] One entry
   *[other] { $entries } entries
} · { $voters ->
    [one] one member has voted
   *[other] { $voters } members have voted
} · { $votes ->
    [one] one vote
   *[other] { $votes } votes
}
challenge-score-hearts = { $hearts ->
    [one] one heart
   *[other] { $hearts } hearts
}
challenge-score-stars = ★ { $score } from { $voters ->
    [one] one member
   *[other] { $voters } members
}
challenge-score-duels = stronger than { $score } in 100, { $voters ->
    [one] one member has decided
   *[other] { $voters } members have decided
}
challenge-score-none = no votes
challenge-rank = No. { $rank }
challenge-somebody = somebody
challenge-alt-style = The style of the challenge: { $style }.
challenge-alt-photo = The photo that everybody paints.
challenge-alt-entry = An entry in the challenge.
challenge-alt-podium = The three best pictures of { $title } in their frames.
challenge-gallery-title = { $title } · page { $page } of { $pages }
challenge-gallery-empty = There are no entries.
challenge-gallery-later = All entries are shown when the vote has ended.
challenge-not-yet = This challenge opens { $when }.
challenge-not-open = This challenge takes no more entries.
challenge-needs-role = This challenge is for members with one of these roles: { $roles }.
challenge-needs-age = This challenge is for accounts that are at least { $days ->
    [one] a day
   *[other] { $days } days
} old.
challenge-needs-membership = This challenge is for those who have been in the server for at least { $days ->
    [one] a day
   *[other] { $days } days
}.

## Entering

way-enter = Enter a challenge
entry-modal-title = Your entry
entry-modal-photo = The photo to paint
entry-modal-style = In which style?
entry-for-you-alone = Only you see this. “My entries” under the challenge shows it again.
entry-entered = It is in: { $title }. “My entries” under the challenge shows it again.
entry-no-challenge = No challenge of this server takes entries now.
entry-fits-nowhere = This picture does not fit: a challenge has its own style, and some have their own photo.
entry-place-which = Where shall this picture go?
entry-place-new = Enter: { $title }
entry-place-instead = Instead of entry { $number }: { $title }
entry-no-more = { $most ->
    [one] You have your entry
   *[other] You have your { $most } entries
} already. “My entries” lets you replace or withdraw one.
entry-twice = This picture is entered already.
entry-at-once = That was two at once. Please press again.
entry-gone = This entry is no longer there.
entry-not-yours = Only whoever made a picture can enter it or take it back.
entry-none = You have no entry in { $title }.
entry-mine-title = { $title } · your entry { $number } of { $total }
entry-being-painted = A picture for this entry is being painted.
entry-photo-known = Another entry was painted from the same photo.
entry-replace-button = Replace
entry-withdraw-button = Withdraw
entry-withdrawn = Withdrawn.
entry-is-hidden = Moderators have taken this entry out of the vote: { $reason }
entry-same-photo = The same photo as the entry of { $members }.
entry-hide-button = Hide { $number }
entry-unhide-button = Show { $number }
entry-hide-title = Take an entry out of the vote
entry-hide-reason = Why? Whoever made it will read this.
entry-hide-too-late = The challenge is over; its entries stay as they are.
entry-hidden = Hidden.
entry-unhidden = It is back in the vote.

## Voting

vote-title-hearts = ### { $title } · page { $page } of { $pages }
    Give a heart to every picture that you like. You have given { $given }.
vote-title-stars = ### { $title } · picture { $page } of { $pages }
    How many stars? You have rated { $given }.
vote-title-duels = ### { $title } · which one?
    You have decided { $given ->
        [one] one duel
       *[other] { $given } duels
    }; every one of them helps.
vote-left = The first
vote-right = The second
vote-duels-done = You have seen them all. Thank you!
vote-not-now = This challenge takes no votes now.
vote-own-entry = You cannot vote for your own picture.
vote-entry-gone = This picture is no longer in the vote.
vote-nothing = There is no picture here that you could vote for.
vote-impossible = This is not a vote that I know.

## Fame

fame-title = Hall of fame · { $number } of { $total }
fame-winner = **{ $title }**
    { $style }
    🥇 { $member } · { $score } · { $when }
fame-empty = The hall of fame is empty. The first challenge that ends will change that.
fame-record = ### What you have won in this server
    🏅 **{ $points }** points · { $entries ->
        [one] one entry
       *[other] { $entries } entries
    } · { $wins ->
        [one] one win
       *[other] { $wins } wins
    } · { $podiums ->
        [one] once on the podium
       *[other] { $podiums } times on the podium
    }
leaders-title = Season { $year }, quarter { $quarter }
leaders-line = **{ $rank }.** { $member } · { $points ->
    [one] 1 point
   *[other] { $points } points
} · { $wins ->
    [one] one win
   *[other] { $wins } wins
} · { $entries ->
    [one] one entry
   *[other] { $entries } entries
}
leaders-empty = Nobody has points in this season yet.

## Time zone

command-time-zone-name = time-zone
command-time-zone-description = The time zone in which the times of challenges are written
option-time-zone-name = time_zone
option-time-zone-description = A city, such as Seoul or New York
settings-time-zone = Time zone: { $value }
