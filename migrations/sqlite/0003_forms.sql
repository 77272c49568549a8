-- A form that came back is shown to the session that sent it; NULL where the visitor had none yet.
ALTER TABLE form_drafts ADD COLUMN session_id BLOB REFERENCES sessions (id);
CREATE INDEX form_drafts_session ON form_drafts (session_id);
