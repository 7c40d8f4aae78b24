-- An account is new when it is opened, so one county's own uniqueness is enough and can be kept on one machine.
alter table person_account drop constraint person_account_once;
alter table person_account add constraint person_account_once unique (county, account_id);

-- A list names those registered here who live elsewhere, too: that they were on it is written down for their county to tell.
drop policy exported_elder_write on exported_elder;
create policy exported_elder_write on exported_elder for insert to official with check (account_id = current_account());
