-- Elders and those they agreed to ask for an assessment themselves, follow it, withdraw it and object to its result.
alter table assessment
  add column asked_as     text not null default '' constraint assessment_asked_as check (asked_as in ('', 'self', 'relative')),
  add column asker_name   text not null default '',
  add column wished_place text not null default 'any' constraint assessment_wished_place check (wished_place in ('home', 'care-place', 'any')),
  add column wished_time  text not null default 'any' constraint assessment_wished_time check (wished_time in ('morning', 'afternoon', 'any'));
comment on column assessment.asked_as is '本人还是家属提出；未写明的为空 Whether the elder or a relative asked; empty where nobody said';
comment on column assessment.asker_name is '提出人姓名；未写明的为空 Who asked; empty where nobody said';
comment on column assessment.wished_place is '希望在哪里评估 Where they would like it to take place';
comment on column assessment.wished_time is '希望什么时候评估 When they would like it';
create index assessment_channel on assessment (region, id) where state = 'requested' and channel = 'online';
grant update (asker_name) on assessment to eraser;

-- What a person is told: where it stands and the result; never the forms, the scores or the sealed telephone.
grant select (county, id, region, number, elder_id, reason, state, organisation_id, organisation_name, channel, asker_name,
  wished_place, wished_time, check_of, requested_at, due_on, confirmed_on, valid_until, final_level, version) on assessment to person;
grant insert (county, id, region, number, elder_id, instrument_id, instrument_version, reason, reason_note, objected_id, check_of, contact_name,
  phone_sealed, phone_masked, settings, requested_at, requested_by, channel, asked_as, asker_name, wished_place, wished_time) on assessment to person;
grant update (state, version) on assessment to person;
create policy assessment_person on assessment for select to person using (stands_for(elder_id));
create policy assessment_asked_by_person on assessment for insert to person
  with check (stands_for(elder_id) and requested_by = current_account() and channel = 'online' and state = 'requested' and check_of is null and objected_id is null);
-- Nobody has been named yet, or there is a result: what lies between is the assessors'.
create policy assessment_moved_by_person on assessment for update to person
  using (stands_for(elder_id) and state in ('requested', 'assigned', 'confirmed') and check_of is null)
  with check (stands_for(elder_id) and state in ('cancelled', 'objected'));
grant insert on assessment_step to person;
create policy assessment_step_person on assessment_step for insert to person
  with check (account_id = current_account() and (event is null or event in ('withdraw', 'object')));

-- The register's own telephone is copied sealed into a request; it is opened for nothing else.
grant select (phone_sealed) on elder to person;
grant select (county, id, name, telephone) on organisation to person;
create policy organisation_person on organisation for select to person using (true);

create function named_assessors(of_county text, of_assessment uuid) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(n.assessor_name order by n.id), '{}') from assessment_assessor n
  join assessment a on a.county = n.county and a.id = n.assessment_id
  where n.county = of_county and n.assessment_id = of_assessment and n.replaced_at is null and stands_for(a.elder_id)
$$;
comment on function named_assessors is '告诉老人谁来评估 Tells an elder the names of those who come';

-- With the withdrawal the organisation's part is over, as with a cancellation; a person changes nothing else of a file.
create function leave_withdrawn(of_county text, of_assessment uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  update elder e set served_by = array_remove(e.served_by, a.organisation_id) from assessment a
  where a.county = of_county and a.id = of_assessment and a.state = 'cancelled' and stands_for(a.elder_id)
    and e.county = a.county and e.id = a.elder_id and a.organisation_id = any (e.served_by)
$$;
comment on function leave_withdrawn is '申请撤回后，承接机构不再看到老人 After a withdrawal the organisation no longer sees the elder';
revoke all on function named_assessors(text, uuid), leave_withdrawn(text, uuid) from public;
grant execute on function named_assessors(text, uuid), leave_withdrawn(text, uuid) to person;
