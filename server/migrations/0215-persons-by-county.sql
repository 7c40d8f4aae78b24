-- An account is new when it is opened, so one county's own uniqueness is enough and can be kept on one machine.
alter table person_account drop constraint person_account_once;
alter table person_account add constraint person_account_once unique (county, account_id);
