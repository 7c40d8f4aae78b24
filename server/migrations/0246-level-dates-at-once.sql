-- The same answer without a sub-query, so that it is written into the statement that asks and not called for each of its rows.
create or replace function level_dates_in_scope(region text) returns boolean language sql stable parallel safe as $$
  select in_scope(region) and case when current_setting('yinian.scope', true) = ''
    then current_setting('yinian.scope_from', true) <> current_setting('yinian.scope_to', true)
    else region like any (string_to_array(regexp_replace(current_setting('yinian.scope', true), '[0-9]{12}%', '', 'g'), ',')) end
$$;
