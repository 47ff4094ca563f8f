-- A database as an earlier release wrote it, at revision 0012: a row of every kind.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0012');
CREATE TABLE challenge_duels (
	first_id VARCHAR(22) NOT NULL,
	second_id VARCHAR(22) NOT NULL,
	user_id BIGINT NOT NULL,
	challenge_id VARCHAR(22) NOT NULL,
	first_wins BOOLEAN NOT NULL,
	cast_at DATETIME NOT NULL,
	CONSTRAINT pk_challenge_duels PRIMARY KEY (first_id, second_id, user_id)
);
INSERT INTO "challenge_duels" VALUES('entry1','entry2',103,'voting',1,'2026-11-20 12:00:00.000000');
CREATE TABLE challenge_entries (
	id VARCHAR(22) NOT NULL,
	challenge_id VARCHAR(22) NOT NULL,
	user_id BIGINT,
	slot INTEGER NOT NULL,
	created_at DATETIME NOT NULL,
	pending_job_id VARCHAR(22),
	job_id VARCHAR(22),
	content VARCHAR(64),
	picture VARCHAR(64),
	extension VARCHAR(8),
	spoiler BOOLEAN NOT NULL,
	description TEXT,
	hidden_because TEXT,
	appraised BOOLEAN NOT NULL,
	fingerprint VARCHAR(16),
	jury DOUBLE,
	rank INTEGER,
	score DOUBLE,
	voters INTEGER,
	points INTEGER NOT NULL,
	CONSTRAINT pk_challenge_entries PRIMARY KEY (id),
	CONSTRAINT uq_challenge_entries_challenge_id UNIQUE (challenge_id, user_id, slot)
);
INSERT INTO "challenge_entries" VALUES('entry1','voting',101,1,'2026-11-20 12:00:00.000000',NULL,'delivered','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee','webp',0,NULL,NULL,1,'0123456789abcdef',0.5,NULL,NULL,NULL,0);
INSERT INTO "challenge_entries" VALUES('entry2','voting',102,1,'2026-11-20 12:00:00.000000',NULL,'delivered','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee','webp',0,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO "challenge_entries" VALUES('entry3','open',101,1,'2026-11-20 12:00:00.000000','painting',NULL,NULL,NULL,NULL,0,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO "challenge_entries" VALUES('entry4','ended',NULL,1,'2026-11-20 12:00:00.000000',NULL,'delivered','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee','webp',0,NULL,NULL,1,NULL,NULL,1,3.0,3,5);
CREATE TABLE challenge_followers (
	challenge_id VARCHAR(22) NOT NULL,
	user_id BIGINT NOT NULL,
	CONSTRAINT pk_challenge_followers PRIMARY KEY (challenge_id, user_id)
);
INSERT INTO "challenge_followers" VALUES('open',103);
CREATE TABLE challenge_notices (
	challenge_id VARCHAR(22) NOT NULL,
	kind VARCHAR(24) NOT NULL,
	created_at DATETIME NOT NULL,
	begun INTEGER NOT NULL,
	done_at DATETIME,
	message_id BIGINT,
	CONSTRAINT pk_challenge_notices PRIMARY KEY (challenge_id, kind)
);
INSERT INTO "challenge_notices" VALUES('open','announced','2026-11-20 12:00:00.000000',0,NULL,NULL);
INSERT INTO "challenge_notices" VALUES('open','event','2026-11-20 12:00:00.000000',0,NULL,NULL);
INSERT INTO "challenge_notices" VALUES('scheduled','announced','2026-11-20 12:00:00.000000',0,NULL,NULL);
INSERT INTO "challenge_notices" VALUES('voting','announced','2026-11-20 12:00:00.000000',0,NULL,NULL);
INSERT INTO "challenge_notices" VALUES('ended','announced','2026-11-20 12:00:00.000000',0,NULL,NULL);
INSERT INTO "challenge_notices" VALUES('cancelled','announced','2026-11-20 12:00:00.000000',0,NULL,NULL);
INSERT INTO "challenge_notices" VALUES('open','closes-day','2026-11-20 12:00:00.000000',1,NULL,NULL);
CREATE TABLE challenge_prizes (
	challenge_id VARCHAR(22) NOT NULL,
	user_id BIGINT NOT NULL,
	guild_id BIGINT NOT NULL,
	role_id BIGINT NOT NULL,
	until DATETIME NOT NULL,
	given BOOLEAN NOT NULL,
	tries INTEGER NOT NULL,
	CONSTRAINT pk_challenge_prizes PRIMARY KEY (challenge_id, user_id)
);
INSERT INTO "challenge_prizes" VALUES('ended',101,303,77,'2026-11-27 12:00:00.000000',1,0);
CREATE TABLE challenge_series (
	id VARCHAR(22) NOT NULL,
	guild_id BIGINT NOT NULL,
	creator_user_id BIGINT,
	"plan" JSON NOT NULL,
	presets JSON NOT NULL,
	edition INTEGER NOT NULL,
	next_at DATETIME,
	time_zone VARCHAR(64) NOT NULL,
	entry_seconds INTEGER NOT NULL,
	vote_seconds INTEGER NOT NULL,
	CONSTRAINT pk_challenge_series PRIMARY KEY (id)
);
INSERT INTO "challenge_series" VALUES('series',303,101,'{"channel_id": 202, "in_forum": false, "nsfw": false, "locale": "en-US", "title": "Waves", "theme": "", "style_picture": null, "style_name": null, "surprise": false, "subject": "any", "photo": null, "ballot": "stars", "per_member": 1, "anonymous": true, "roles": [], "account_days": 0, "member_days": 0, "prize_role_id": null, "prize_days": 7, "wants_event": false}','["great-wave", "starry-night"]',1,'2026-11-27 12:00:00.000000','Europe/Berlin',172800,86400);
CREATE TABLE challenge_votes (
	entry_id VARCHAR(22) NOT NULL,
	user_id BIGINT NOT NULL,
	challenge_id VARCHAR(22) NOT NULL,
	value INTEGER NOT NULL,
	cast_at DATETIME NOT NULL,
	CONSTRAINT pk_challenge_votes PRIMARY KEY (entry_id, user_id)
);
INSERT INTO "challenge_votes" VALUES('entry4',103,'ended',1,'2026-11-20 12:00:00.000000');
CREATE TABLE challenges (
	id VARCHAR(22) NOT NULL,
	guild_id BIGINT NOT NULL,
	channel_id BIGINT NOT NULL,
	in_forum BOOLEAN NOT NULL,
	nsfw BOOLEAN NOT NULL,
	creator_user_id BIGINT,
	locale VARCHAR(16) NOT NULL,
	title VARCHAR(80) NOT NULL,
	theme TEXT NOT NULL,
	preset VARCHAR(64),
	style_picture VARCHAR(64),
	style_name VARCHAR(64),
	surprise BOOLEAN NOT NULL,
	subject VARCHAR(16) NOT NULL,
	photo VARCHAR(64),
	ballot VARCHAR(16) NOT NULL,
	per_member INTEGER NOT NULL,
	anonymous BOOLEAN NOT NULL,
	roles JSON NOT NULL,
	account_days INTEGER NOT NULL,
	member_days INTEGER NOT NULL,
	prize_role_id BIGINT,
	prize_days INTEGER NOT NULL,
	wants_event BOOLEAN NOT NULL,
	created_at DATETIME NOT NULL,
	opens_at DATETIME NOT NULL,
	closes_at DATETIME NOT NULL,
	ends_at DATETIME NOT NULL,
	phase VARCHAR(16) NOT NULL,
	series_id VARCHAR(22),
	thread_id BIGINT,
	announcement_id BIGINT,
	event_id BIGINT,
	CONSTRAINT pk_challenges PRIMARY KEY (id)
);
INSERT INTO "challenges" VALUES('open',303,202,0,0,101,'en-US','Waves','The sea','great-wave',NULL,NULL,0,'any',NULL,'hearts',2,1,'[9]',1,2,77,7,1,'2026-11-20 12:00:00.000000','2026-11-20 12:00:00.000000','2026-11-22 12:00:00.000000','2026-11-23 12:00:00.000000','open','series',NULL,NULL,NULL);
INSERT INTO "challenges" VALUES('scheduled',303,202,0,0,101,'en-US','Waves','The sea','great-wave',NULL,NULL,0,'avatar',NULL,'stars',2,1,'[9]',1,2,77,7,0,'2026-11-20 12:00:00.000000','2026-11-20 12:00:00.000000','2026-11-22 12:00:00.000000','2026-11-23 12:00:00.000000','scheduled',NULL,NULL,NULL,NULL);
INSERT INTO "challenges" VALUES('voting',303,202,0,0,101,'en-US','Waves','The sea','great-wave',NULL,NULL,0,'photo','9999999999999999999999999999999999999999999999999999999999999999','duels',2,1,'[9]',1,2,77,7,0,'2026-11-20 12:00:00.000000','2026-11-20 12:00:00.000000','2026-11-22 12:00:00.000000','2026-11-23 12:00:00.000000','voting',NULL,NULL,NULL,NULL);
INSERT INTO "challenges" VALUES('ended',303,202,0,0,101,'en-US','Waves','The sea','great-wave',NULL,NULL,0,'any',NULL,'hearts',2,1,'[9]',1,2,77,7,0,'2026-11-20 12:00:00.000000','2026-11-20 12:00:00.000000','2026-11-22 12:00:00.000000','2026-11-23 12:00:00.000000','ended',NULL,NULL,NULL,NULL);
INSERT INTO "challenges" VALUES('cancelled',303,202,0,0,101,'en-US','Waves','The sea','great-wave',NULL,NULL,0,'any',NULL,'hearts',2,1,'[9]',1,2,77,7,0,'2026-11-20 12:00:00.000000','2026-11-20 12:00:00.000000','2026-11-22 12:00:00.000000','2026-11-23 12:00:00.000000','cancelled',NULL,NULL,NULL,NULL);
CREATE TABLE favourites (
	user_id BIGINT NOT NULL,
	job_id VARCHAR(22) NOT NULL,
	recipe JSON NOT NULL,
	created_at DATETIME NOT NULL,
	CONSTRAINT pk_favourites PRIMARY KEY (user_id, job_id)
);
INSERT INTO "favourites" VALUES(101,'delivered','{"styles": [{"preset": "great-wave", "weight": 30}, {"picture": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "weight": 70, "title": "Our house"}], "strength": 80, "style_scale": 0.5, "keep_colors": true, "size": 768, "seed": 4294967295, "dream": false, "quality": "draft", "paint_faces": true}','2026-11-20 12:00:00.000000');
CREATE TABLE "jobs" (
	id VARCHAR(22) NOT NULL,
	user_id BIGINT NOT NULL,
	channel_id BIGINT NOT NULL,
	guild_id BIGINT,
	message_id BIGINT NOT NULL,
	interaction_token TEXT,
	token_ends_at DATETIME,
	locale VARCHAR(16) NOT NULL,
	max_bytes BIGINT NOT NULL,
	spoiler BOOLEAN NOT NULL,
	description TEXT,
	content VARCHAR(64) NOT NULL,
	created_at DATETIME NOT NULL,
	state VARCHAR(16) NOT NULL,
	begun INTEGER NOT NULL,
	ended_at DATETIME,
	deliveries INTEGER NOT NULL,
	result VARCHAR(64),
	result_extension VARCHAR(8),
	result_details JSON,
	recipe JSON NOT NULL,
	made_from VARCHAR(22),
	nsfw BOOLEAN NOT NULL,
	owes_ping BOOLEAN NOT NULL, private BOOLEAN DEFAULT 0 NOT NULL,
	CONSTRAINT pk_jobs PRIMARY KEY (id)
);
INSERT INTO "jobs" VALUES('queued',101,202,303,404,'token','2026-11-20 12:15:00.000000','ko',10485760,0,NULL,'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2026-11-20 12:00:00.000000','queued',0,NULL,0,NULL,NULL,NULL,'{"styles": [{"preset": "starry-night", "weight": 100}], "strength": 50, "style_scale": 1.0, "keep_colors": false, "size": 512, "seed": 7, "dream": false, "quality": "both", "paint_faces": false}',NULL,0,0,0);
INSERT INTO "jobs" VALUES('painting',101,202,303,404,NULL,NULL,'ko',10485760,1,'A cat','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2026-11-20 12:00:01.000000','painting',1,NULL,0,NULL,NULL,NULL,'{"styles": [{"preset": "great-wave", "weight": 30}, {"picture": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "weight": 70, "title": "Our house"}], "strength": 80, "style_scale": 0.5, "keep_colors": true, "size": 768, "seed": 4294967295, "dream": false, "quality": "draft", "paint_faces": true}','delivered',0,0,0);
INSERT INTO "jobs" VALUES('painted',101,202,NULL,404,'token','2026-11-20 12:15:00.000000','ko',10485760,0,NULL,'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2026-11-20 12:00:02.000000','painted',1,NULL,0,'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd','png','{"width": 512, "height": 384, "seconds": 12.5}','{"styles": [{"mood": "eyes", "weight": 100}], "strength": 60, "style_scale": 1.0, "keep_colors": false, "size": 512, "seed": 3, "dream": true, "quality": "painting", "paint_faces": false}',NULL,0,0,1);
INSERT INTO "jobs" VALUES('delivered',101,202,303,405,'token','2026-11-20 12:15:00.000000','ko',10485760,0,NULL,'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2026-11-20 12:00:03.000000','delivered',1,'2026-11-28 17:08:10.146569',1,'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee','webp','{"width": 512, "height": 512, "seconds": 30.25}','{"styles": [{"preset": "starry-night", "weight": 100}], "strength": 50, "style_scale": 1.0, "keep_colors": false, "size": 512, "seed": 7, "dream": false, "quality": "both", "paint_faces": false}',NULL,1,1,0);
INSERT INTO "jobs" VALUES('refused',101,202,303,404,'token','2026-11-20 12:15:00.000000','ko',10485760,0,NULL,'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2026-11-20 12:00:04.000000','refused',0,'2026-11-28 17:08:10.223742',0,NULL,NULL,NULL,'{"styles": [{"preset": "starry-night", "weight": 100}], "strength": 50, "style_scale": 1.0, "keep_colors": false, "size": 512, "seed": 7, "dream": false, "quality": "both", "paint_faces": false}',NULL,0,0,0);
INSERT INTO "jobs" VALUES('cancelled',101,202,303,404,'token','2026-11-20 12:15:00.000000','ko',10485760,0,NULL,'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2026-11-20 12:00:04.000000','cancelled',0,'2026-11-28 17:08:10.270340',0,NULL,NULL,NULL,'{"styles": [{"preset": "starry-night", "weight": 100}], "strength": 50, "style_scale": 1.0, "keep_colors": false, "size": 512, "seed": 7, "dream": false, "quality": "both", "paint_faces": false}',NULL,0,0,0);
INSERT INTO "jobs" VALUES('failed',101,202,303,404,'token','2026-11-20 12:15:00.000000','ko',10485760,0,NULL,'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2026-11-20 12:00:04.000000','failed',0,'2026-11-28 17:08:10.321502',0,NULL,NULL,NULL,'{"styles": [{"preset": "starry-night", "weight": 100}], "strength": 50, "style_scale": 1.0, "keep_colors": false, "size": 512, "seed": 7, "dream": false, "quality": "both", "paint_faces": false}',NULL,0,0,0);
CREATE TABLE "server_settings" (
	guild_id BIGINT NOT NULL,
	channels JSON NOT NULL,
	roles JSON NOT NULL,
	hidden_presets JSON NOT NULL,
	member_per_day INTEGER,
	server_per_day INTEGER,
	max_size INTEGER,
	language VARCHAR(16),
	default_style VARCHAR(64),
	default_strength INTEGER,
	style_approval BOOLEAN NOT NULL,
	log_channel_id BIGINT,
	ping BOOLEAN NOT NULL, time_zone VARCHAR(64),
	CONSTRAINT pk_server_settings PRIMARY KEY (guild_id)
);
INSERT INTO "server_settings" VALUES(303,'[202]','[9]','["the-kiss"]',5,50,768,'ko','great-wave',60,1,203,0,'Europe/Berlin');
CREATE TABLE "server_styles" (
	guild_id BIGINT NOT NULL,
	folded VARCHAR(200) NOT NULL,
	name VARCHAR(40) NOT NULL,
	picture VARCHAR(64) NOT NULL,
	adder_user_id BIGINT,
	id VARCHAR(22) NOT NULL,
	aliases JSON NOT NULL,
	preview VARCHAR(64),
	approved BOOLEAN NOT NULL,
	pending_channel_id BIGINT,
	spoiler BOOLEAN DEFAULT 0 NOT NULL,
	CONSTRAINT pk_server_styles PRIMARY KEY (guild_id, folded),
	CONSTRAINT uq_server_styles_id UNIQUE (id)
);
INSERT INTO "server_styles" VALUES(303,'ourhouse','Our house','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',101,'style-1','["home"]','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',1,NULL,0);
INSERT INTO "server_styles" VALUES(303,'proposed','Proposed','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',NULL,'style-2','[]',NULL,0,202,1);
CREATE INDEX ix_jobs_user_id ON jobs (user_id);
CREATE INDEX ix_jobs_state ON jobs (state);
CREATE INDEX ix_challenges_guild_id ON challenges (guild_id);
CREATE INDEX ix_challenges_phase ON challenges (phase);
CREATE INDEX ix_challenge_series_guild_id ON challenge_series (guild_id);
CREATE INDEX ix_challenge_series_next_at ON challenge_series (next_at);
CREATE INDEX ix_challenge_entries_pending_job_id ON challenge_entries (pending_job_id);
CREATE INDEX ix_challenge_votes_challenge_id ON challenge_votes (challenge_id);
CREATE INDEX ix_challenge_duels_challenge_id ON challenge_duels (challenge_id);
CREATE INDEX ix_challenge_entries_appraised ON challenge_entries (appraised);
CREATE INDEX ix_challenge_notices_done_at ON challenge_notices (done_at);
COMMIT;
