-- Roles that transactions act as. They own nothing; yinian_app may become each of them and nothing more.
do $$
declare name text;
begin
  foreach name in array array['official', 'organisation', 'person', 'anonymous', 'gatekeeper'] loop
    if not exists (select from pg_roles where rolname = name) then execute format('create role %I nologin', name); end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'yinian_app') then create role yinian_app login noinherit; end if;
end $$;
grant official, organisation, person, anonymous, gatekeeper to yinian_app;
grant usage on schema public to official, organisation, person, anonymous, gatekeeper;
create extension if not exists pg_trgm;

create domain county_code as text collate "C" constraint county_code_six_digits check (value ~ '^[0-9]{6}$');
comment on domain county_code is '县级区划代码 Six-digit code of the county-level division that is responsible';
create domain region_code as text collate "C" constraint region_code_twelve_digits check (value ~ '^[0-9]{12}$');
comment on domain region_code is '统计用区划代码 Twelve-digit division code';

-- Row policies stand on these two. No table, no sub-query: they inline, use the index on region, and run on every worker.
-- The list of several divisions is behind a CASE, because the planner takes an OR with LIKE for very selective.
create function in_scope(region text) returns boolean language sql stable parallel safe as $$
  select region collate "C" between current_setting('yinian.scope_from', true) and current_setting('yinian.scope_to', true)
     and case when current_setting('yinian.scope', true) = '' then true
              else region like any (string_to_array(current_setting('yinian.scope', true), ',')) end
$$;
comment on function in_scope(text) is '是否在当前操作者的管辖范围内 Whether a division lies in the acting account''s scope';

create function current_organisation() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('yinian.organisation', true), '')::uuid
$$;
comment on function current_organisation() is '当前操作者所属机构 The organisation the acting account works for; null for officials';

create function current_account() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('yinian.account', true), '')::uuid
$$;
comment on function current_account() is '当前操作者 The acting account';

create function in_scope_of_county(county text) returns boolean language sql stable parallel safe as $$
  select current_setting('yinian.scope_from', true) collate "C" <= rpad(county, 12, '9')
     and rpad(county, 12, '0') collate "C" <= current_setting('yinian.scope_to', true)
$$;
comment on function in_scope_of_county(text) is '县是否与当前操作者的管辖范围有交集 Whether a county overlaps the acting account''s scope; for tables that know no more than the county';
