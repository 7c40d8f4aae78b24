-- What was asked at the door and not yet dealt with ends with the life, and where the elder moves to another county.
alter table survey_proposal drop constraint survey_proposal_state,
  add constraint survey_proposal_state check (state in ('proposed', 'accepted', 'rejected', 'lapsed'));
alter table survey_referral drop constraint survey_referral_state,
  add constraint survey_referral_state check (state in ('noted', 'passed-on', 'taken-up', 'declined', 'done', 'lapsed'));

-- An account of an elder or relative goes along with the file; the access to the former one ends.
alter table elder_access drop constraint elder_access_ended_reason,
  add constraint elder_access_ended_reason check (ended_reason in ('withdrawn', 'officer', 'own-wish', 'died', 'moved'));
