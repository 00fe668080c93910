#!/usr/bin/env python3
"""SQLAlchemy: reflection, the ORM, its QueuePool on top of ours."""
import datetime
import decimal
import threading

import tap
from alchemy import engine, sqlalchemy
from sqlalchemy import (Boolean, Column, Date, DateTime, ForeignKey, Integer, LargeBinary, MetaData, Numeric, String, Table,
                        Text, inspect, select, text)
from sqlalchemy import exc, func
from sqlalchemy.orm import Session, declarative_base, relationship
from sqlalchemy.pool import NullPool

Base = declarative_base()


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    name = Column(String(40), nullable=False, index=True)
    born = Column(Date)
    books = relationship("Book", back_populates="author", order_by="Book.title")


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey("author.id"), nullable=False)
    title = Column(Text, unique=True)
    price = Column(Numeric(8, 2))
    sold = Column(DateTime)
    scan = Column(LargeBinary)
    kept = Column(Boolean, default=True)
    author = relationship("Author", back_populates="books")


@tap.case
def a_schema_is_created_and_reflected():
    e = engine()
    Base.metadata.create_all(e)
    names = inspect(e)
    tap.eq(sorted(names.get_table_names()), ["author", "book"])
    columns = dict((c["name"], c) for c in names.get_columns("book"))
    tap.eq(list(columns), ["id", "author_id", "title", "price", "sold", "scan", "kept"])
    tap.eq([columns[c]["nullable"] for c in ("id", "author_id", "title")], [False, False, True])
    tap.eq([str(columns[c]["type"]) for c in ("id", "title", "price", "sold", "scan", "kept")],
           ["INTEGER", "TEXT", "NUMERIC(8, 2)", "TIMESTAMP", "BYTEA", "BOOLEAN"])
    tap.eq(names.get_pk_constraint("book")["constrained_columns"], ["id"])
    key, = names.get_foreign_keys("book")
    tap.eq((key["constrained_columns"], key["referred_table"], key["referred_columns"]), (["author_id"], "author", ["id"]))
    tap.eq([i["name"] for i in names.get_indexes("author")], ["ix_author_name"])
    tap.eq([u["column_names"] for u in names.get_unique_constraints("book")], [["title"]])
    tap.ok(names.has_table("book") and not names.has_table("no_such_table"))
    reflected = MetaData()
    reflected.reflect(bind=e)
    tap.eq(sorted(reflected.tables), ["author", "book"])
    tap.eq([f.column.table.name for f in reflected.tables["book"].c.author_id.foreign_keys], ["author"])
    e.dispose()


@tap.case
def objects_come_back_as_they_went_in():
    e = engine()
    with Session(e) as session:
        author = Author(name="Grüße €", born=datetime.date(1970, 1, 1))
        author.books = [Book(title="Band %d" % n, price=decimal.Decimal(n) / 4, sold=datetime.datetime(2024, 2, 29, 12, n % 60, 1, 5000),
                             scan=bytes([n % 256]) * n) for n in range(1, 101)]
        session.add(author)
        session.commit()
        tap.ok(author.id, "the key that the server gave")
    with Session(e) as session:
        author = session.execute(select(Author).where(Author.name.like("Grüße%"))).scalar_one()
        tap.eq((author.born, len(author.books)), (datetime.date(1970, 1, 1), 100))
        for book in author.books:
            n = int(book.title.split()[1])
            tap.eq((book.price, book.sold, book.scan, book.kept),
                   (decimal.Decimal(n) / 4, datetime.datetime(2024, 2, 29, 12, n % 60, 1, 5000), bytes([n % 256]) * n, True))
    tap.eq(tap.server("select count(*), sum(price), sum(length(scan)) from book"), [["100", "1262.50", "5050"]])
    e.dispose()


@tap.case
def objects_are_changed_and_deleted():
    e = engine()
    with Session(e) as session:
        book = session.execute(select(Book).where(Book.title == "Band 7")).scalar_one()
        book.price = None
        book.kept = False
        session.delete(session.execute(select(Book).where(Book.title == "Band 8")).scalar_one())
        session.commit()
        rows = session.execute(select(Author.name, func.count(Book.id), func.sum(Book.price)).join(Book).group_by(Author.name)).all()
        tap.eq(rows, [("Grüße €", 99, decimal.Decimal("1258.75"))])
        tap.eq(session.execute(select(Book.title).where(Book.price.is_(None), Book.kept.is_(False))).scalars().all(), ["Band 7"])
        tap.eq(session.execute(select(Book.title).where(Book.title.in_(["Band 1", "Band 2"])).order_by(Book.title).limit(1)
                               .offset(1)).scalar_one(), "Band 2")
    e.dispose()


@tap.case
def many_rows_go_in_at_once():
    for fast in (False, True):
        e = engine(fast=fast)
        table = Table("many", MetaData(), Column("id", Integer), Column("name", String(30)), Column("n", Numeric(8, 3)))
        with e.begin() as c:
            table.create(c)
            c.execute(table.insert(), [{"id": n, "name": "näme %d" % n, "n": decimal.Decimal(n) / 8} for n in range(500)])
            tap.eq(c.execute(select(func.count(), func.sum(table.c.n), func.max(table.c.name))).one(),
                   (500, decimal.Decimal("15593.750"), "näme 99"))
            table.drop(c)
        e.dispose()


@tap.case
def a_transaction_is_undone():
    e = engine()
    with e.connect() as c:
        c.execute(text("delete from book"))
        c.rollback()
        tap.eq(c.execute(text("select count(*) from book")).scalar(), 99)
        with c.begin_nested():
            c.execute(text("delete from book where title = :t"), {"t": "Band 1"})
        inner = c.begin_nested()
        c.execute(text("delete from book"))
        inner.rollback()
        c.commit()
    tap.eq(tap.server("select count(*) from book"), [["98"]])
    e.dispose()


@tap.case
def errors_are_of_the_right_class():
    e = engine()
    with e.connect() as c:
        tap.raises(exc.ProgrammingError, c.execute, text("select * from no_such_table"))
        c.rollback()
        tap.raises(exc.IntegrityError, c.execute, text("insert into author (id, name) select id, name from author"))
        c.rollback()
        tap.eq(c.execute(text("select 1")).scalar(), 1)
    e.dispose()


@tap.case
def isolation_levels_reach_the_server():
    e = engine(isolation_level="AUTOCOMMIT")
    with e.connect() as c:
        c.execute(text("create table at_once (i int)"))
        tap.eq(tap.server("select count(*) from pg_class where relname = 'at_once'"), [["1"]])
    e.dispose()


def backends(e, threads, rounds):
    seen, errors = set(), []

    def work():
        try:
            for _ in range(rounds):
                with e.connect() as c:
                    seen.add(c.execute(text("select pg_backend_pid()")).scalar())
        except Exception as error:
            errors.append(error)

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    tap.eq(errors, [])
    return seen


@tap.case
def its_queuepool_works_on_top_of_ours():
    e = engine("small?PoolTimeout=20", pool_size=2, max_overflow=0, pool_timeout=30)
    tap.ok(len(backends(e, 6, 10)) <= 3, "more sessions than ours allows")
    e.dispose()


@tap.case
def without_its_own_pool_ours_serves():
    e = engine("small?PoolTimeout=20", poolclass=NullPool)
    tap.ok(len(backends(e, 6, 10)) <= 4, "more sessions than ours keeps")
    e.dispose()


@tap.case
def a_dead_session_is_noticed_by_its_pre_ping():
    e = engine(pool_pre_ping=True)
    with e.connect() as c:
        victim = c.execute(text("select pg_backend_pid()")).scalar()
    tap.server("select pg_terminate_backend(%d)" % victim)
    tap.within(10, lambda: tap.server("select count(*) from pg_stat_activity where pid = %d" % victim) == [["0"]],
               "the session ends")
    with e.connect() as c:
        tap.ok(c.execute(text("select pg_backend_pid()")).scalar() != victim)
    e.dispose()


tap.ok(sqlalchemy)
tap.main()
