-- What a transaction begins with confirms in it what is remembered of a session, and refuses everything after it otherwise.
create function refuse_changed_session() returns boolean language plpgsql volatile as $$
begin
  raise exception using errcode = 'YN001', message = 'the session ended, or what it may do changed';
end
$$;
comment on function refuse_changed_session() is '会话或权限已变，事务不得继续 Ends a transaction whose session, or what it may do, is no longer what it was';
revoke execute on function refuse_changed_session from public;
grant execute on function refuse_changed_session to gatekeeper;
