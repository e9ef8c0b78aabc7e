PRAGMA application_id=0x52435354;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE audit (
	sequence INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	user VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	visit VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	old TEXT, 
	new TEXT, 
	reason TEXT NOT NULL, 
	save VARCHAR NOT NULL, 
	program VARCHAR NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (sequence)
);
INSERT INTO "audit" VALUES(1,'2026-03-02T08:00:01.000000+00:00','anna','reader','created','user','','','','anna',NULL,'{"active":true,"printed_name":"Anna","roles":["administrator","reader"]}','','','0.1.0','0000000000000000000000000000000000000000000000000000000000000000','48fb993ec87658ac4a58d9e28e687a40fddd3b322a9c9cc5b401ee3897f68096');
INSERT INTO "audit" VALUES(2,'2026-03-02T08:00:02.000000+00:00','anna','reader','created','read','01','anna','baseline','',NULL,'{"stage":"in progress","version":1}','','','0.1.0','48fb993ec87658ac4a58d9e28e687a40fddd3b322a9c9cc5b401ee3897f68096','8cc4232007b368bec18969ab5aeb9cdcfd4a62f5fca58c5e279ebf4d0973259a');
INSERT INTO "audit" VALUES(3,'2026-03-02T08:00:02.000000+00:00','anna','reader','created','read','01','anna','week 8','',NULL,'{"stage":"in progress","version":1}','','','0.1.0','8cc4232007b368bec18969ab5aeb9cdcfd4a62f5fca58c5e279ebf4d0973259a','7315c85c33ad8691cf343e7ddbb5a9f0e71fc838586bb77fb299a89346329c2e');
INSERT INTO "audit" VALUES(4,'2026-03-02T08:00:02.000000+00:00','anna','reader','created','row','01','anna','baseline','T1',NULL,'{"date":"2026-01-05","longest_diameter_mm":"50.0","nodal":"no","organ":"liver","role":"target","state":"measured"}','','','0.1.0','7315c85c33ad8691cf343e7ddbb5a9f0e71fc838586bb77fb299a89346329c2e','fa4b6166d7a41d9a060d16b4f84c0a15b60ae74c24c08cac8e9006020a574b70');
INSERT INTO "audit" VALUES(5,'2026-03-02T08:00:02.000000+00:00','anna','reader','created','row','01','anna','week 8','T1',NULL,'{"date":"2026-03-02","longest_diameter_mm":"30.0","nodal":"no","organ":"liver","role":"target","state":"measured"}','','','0.1.0','fa4b6166d7a41d9a060d16b4f84c0a15b60ae74c24c08cac8e9006020a574b70','7bc7e15bb61440e7a918bd5bc6cf7720a54cdb94f76d6464a14471788fec3469');
INSERT INTO "audit" VALUES(6,'2026-03-02T08:00:03.000000+00:00','anna','reader','created','caliper','01','anna','baseline','T1',NULL,'{"long_axis_lps_mm":[[0.1,-0.0,1e-07],[50.1,0.0,0.0]]}','','','0.1.0','7bc7e15bb61440e7a918bd5bc6cf7720a54cdb94f76d6464a14471788fec3469','a3ebfe7b4875b464818647e34dd880ffb1d0b29c6cd66b20884d3c7a5c2761c8');
INSERT INTO "audit" VALUES(7,'2026-03-02T08:00:04.000000+00:00','anna','reader','signed','signature','01','anna','baseline','1',NULL,'{"at":"2026-03-02T08:00:00.000000+00:00","head":"a3ebfe7b4875b464818647e34dd880ffb1d0b29c6cd66b20884d3c7a5c2761c8","meaning":"I have read this visit; the readings are mine.","printed_name":"Anna","program":"0.1.0","read":"e2f59f97c2032a67b7163ef54c5ea83f2eaf95b8470036e294ba48240f14120d"}','','','0.1.0','a3ebfe7b4875b464818647e34dd880ffb1d0b29c6cd66b20884d3c7a5c2761c8','5a5519e03f1c362ace14a37b68e22a0ad38d90ff5554bf8383141a6dc88774d1');
INSERT INTO "audit" VALUES(8,'2026-03-02T08:00:04.000000+00:00','anna','reader','changed','read','01','anna','baseline','','{"stage":"in progress","version":1}','{"stage":"signed","version":1}','','','0.1.0','5a5519e03f1c362ace14a37b68e22a0ad38d90ff5554bf8383141a6dc88774d1','dc7b0d2f5b59f8705c8bfce80ab272489215fde1bcc529034911f00f8c662b4f');
INSERT INTO "audit" VALUES(9,'2026-03-02T08:00:05.000000+00:00','anna','reader','signed','signature','01','anna','week 8','1',NULL,'{"at":"2026-03-02T08:00:00.000000+00:00","head":"dc7b0d2f5b59f8705c8bfce80ab272489215fde1bcc529034911f00f8c662b4f","meaning":"I have read this visit; the readings are mine.","printed_name":"Anna","program":"0.1.0","read":"2260f0b8511a83dcb237774248cb096183385f90bb6e5856f3f9b5e1315a197b"}','','','0.1.0','dc7b0d2f5b59f8705c8bfce80ab272489215fde1bcc529034911f00f8c662b4f','17efb8b6e34995f1ab440d65532e6ed76843c5b035a18c2443d65b652a6f76f2');
INSERT INTO "audit" VALUES(10,'2026-03-02T08:00:05.000000+00:00','anna','reader','changed','read','01','anna','week 8','','{"stage":"in progress","version":1}','{"stage":"signed","version":1}','','','0.1.0','17efb8b6e34995f1ab440d65532e6ed76843c5b035a18c2443d65b652a6f76f2','12fd0d29d3f2e9954e059551b8d412ffecc8ddae43a6217fae6655aa11d719f5');
INSERT INTO "audit" VALUES(11,'2026-03-03T08:00:02.000000+00:00','anna','administrator+reader','refused','step','','','','',NULL,'{"message":"baseline is signed","why":"not allowed"}','','','0.1.0','12fd0d29d3f2e9954e059551b8d412ffecc8ddae43a6217fae6655aa11d719f5','529ad8825cb179326383cddfe2c5a25859e621f9f95277b8f733d929cbf2ae72');
INSERT INTO "audit" VALUES(12,'2026-03-03T08:00:03.000000+00:00','anna','administrator+reader','screen-locked','step','','','','',NULL,'{}','','','0.1.0','529ad8825cb179326383cddfe2c5a25859e621f9f95277b8f733d929cbf2ae72','2f66b9931100db7e58b39fa7954c2bc505f8c099cb11f8986baddd3246c3b38b');
CREATE TABLE record (
	kind VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	visit VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (kind, subject, reader, visit, name)
);
INSERT INTO "record" VALUES('user','','','','anna',1,'{"active":true,"printed_name":"Anna","roles":["administrator","reader"]}');
INSERT INTO "record" VALUES('read','01','anna','baseline','',8,'{"stage":"signed","version":1}');
INSERT INTO "record" VALUES('read','01','anna','week 8','',10,'{"stage":"signed","version":1}');
INSERT INTO "record" VALUES('row','01','anna','baseline','T1',4,'{"date":"2026-01-05","longest_diameter_mm":"50.0","nodal":"no","organ":"liver","role":"target","state":"measured"}');
INSERT INTO "record" VALUES('row','01','anna','week 8','T1',5,'{"date":"2026-03-02","longest_diameter_mm":"30.0","nodal":"no","organ":"liver","role":"target","state":"measured"}');
INSERT INTO "record" VALUES('caliper','01','anna','baseline','T1',6,'{"long_axis_lps_mm":[[0.1,-0.0,1e-07],[50.1,0.0,0.0]]}');
INSERT INTO "record" VALUES('signature','01','anna','baseline','1',7,'{"at":"2026-03-02T08:00:00.000000+00:00","head":"a3ebfe7b4875b464818647e34dd880ffb1d0b29c6cd66b20884d3c7a5c2761c8","meaning":"I have read this visit; the readings are mine.","printed_name":"Anna","program":"0.1.0","read":"e2f59f97c2032a67b7163ef54c5ea83f2eaf95b8470036e294ba48240f14120d"}');
INSERT INTO "record" VALUES('signature','01','anna','week 8','1',9,'{"at":"2026-03-02T08:00:00.000000+00:00","head":"dc7b0d2f5b59f8705c8bfce80ab272489215fde1bcc529034911f00f8c662b4f","meaning":"I have read this visit; the readings are mine.","printed_name":"Anna","program":"0.1.0","read":"2260f0b8511a83dcb237774248cb096183385f90bb6e5856f3f9b5e1315a197b"}');
CREATE INDEX ix_audit_save ON audit (save);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain is not changed'); END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain is not shortened'); END;
COMMIT;
