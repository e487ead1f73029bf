package org.offprint.web.harvest.oai.items;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.writing.Format;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.PublicUrl;
import org.offprint.web.harvest.oai.protocol.OaiIdentifiers;

/**
 * Background process that assigns new datestamps to all OAI-PMH items if their output has changed, so that harvesters
 * fetch the items again. The output changes with a new version of a format ({@link Format#version}) or with different
 * configured URLs. The process works in batches and resumes after a restart. Nodes of an older program version ignore
 * the format versions of newer nodes. If nodes have different URLs, the node that started last takes precedence.
 */
@ApplicationScoped
public class DatestampUpdate {

    private static final Logger LOG = Logger.getLogger(DatestampUpdate.class);
    private static final int ITEMS_AT_ONCE = 200;
    private static final UUID LOWEST = new UUID(0, 0);

    private final ChangeLog log;
    private final Sql sql;
    private final List<Format> formats;
    private final String address;
    private final FollowerLoop loop;
    private boolean begun;
    private boolean done;

    public DatestampUpdate(
            ChangeLog log, Sql sql, ExportFormats formats, PublicUrl publicUrl, OaiIdentifiers identifiers) {
        this.log = log;
        this.sql = sql;
        this.formats =
                formats.all().stream().filter(format -> format.oai() != null).toList();
        address = identifiers.host() + " " + publicUrl.of("");
        loop = new FollowerLoop("restamping", log, this::step);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** Stops the background process before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** Progress of the datestamp update for a changed metadata format. */
    private record Stamped(int version, UUID article) {}

    /**
     * Assigns new datestamps to a batch of items.
     *
     * @return whether more batches may follow
     */
    public boolean step() {
        if (done) {
            return false;
        }
        if (!begun) {
            begin();
            begun = true;
        }
        for (Format format : formats) {
            if (stamped(format).isPresent() && log.underLock(() -> restampSome(format))) {
                return true;
            }
        }
        if (addressed().isPresent() && log.underLock(this::restampForAddress)) {
            return true;
        }
        done = true;
        return false;
    }

    /**
     * Starts a datestamp update if necessary. A new metadata format requires no update, because it was never harvested.
     * If the configured URLs have changed, the update starts with the first item.
     */
    private void begin() {
        for (Format format : formats) {
            sql.update(
                    "insert into oai_format (name, version) values (?, ?) on conflict do nothing",
                    format.name(),
                    format.version());
        }
        sql.update(
                "insert into oai_address (address) values (?) on conflict (one) do update"
                        + " set address = excluded.address, article = ? where oai_address.address <> excluded.address",
                address,
                LOWEST);
    }

    /** Returns the progress of the datestamp update for the given format, or empty if no update is necessary. */
    private Optional<Stamped> stamped(Format format) {
        return sql.first(
                "select version, article from oai_format where name = ? and version < ?",
                row -> new Stamped(row.getInt("version"), Sql.uuid(row, "article")),
                format.name(),
                format.version());
    }

    /**
     * Assigns new datestamps to a batch of items because of a changed format. Another node may have completed the
     * update in the meantime.
     *
     * @return whether more batches may follow
     */
    private boolean restampSome(Format format) {
        Optional<Stamped> place = stamped(format);
        if (place.isEmpty()) {
            return false;
        }
        Optional<UUID> last =
                restampAfter(Optional.ofNullable(place.get().article()).orElse(LOWEST));
        if (last.isPresent()) {
            sql.update("update oai_format set article = ? where name = ?", last.get(), format.name());
        } else {
            sql.update(
                    "update oai_format set version = ?, article = null where name = ?",
                    format.version(),
                    format.name());
            LOG.infof("All OAI-PMH items have new datestamps, because the format %s has changed", format.name());
        }
        return true;
    }

    /** Returns the last item updated so far because of changed URLs, or empty if no update is necessary. */
    private Optional<UUID> addressed() {
        return sql.first(
                "select article from oai_address where address = ? and article is not null",
                row -> Sql.uuid(row, "article"),
                address);
    }

    /**
     * Assigns new datestamps to a batch of items because of changed URLs.
     *
     * @return whether more batches may follow
     */
    private boolean restampForAddress() {
        Optional<UUID> place = addressed();
        if (place.isEmpty()) {
            return false;
        }
        Optional<UUID> last = restampAfter(place.get());
        if (last.isPresent()) {
            sql.update("update oai_address set article = ?", last.get());
        } else {
            sql.update("update oai_address set article = null");
            LOG.info("All OAI-PMH items have new datestamps, because the URL of the service has changed");
        }
        return true;
    }

    /**
     * Assigns new datestamps to the next batch of items after the given item.
     *
     * @return id of the last updated item; empty if there are no more items
     */
    private Optional<UUID> restampAfter(UUID article) {
        List<UUID> some = sql.list(
                "select article from oai_item where article > ? order by article limit ?",
                row -> Sql.uuid(row, "article"),
                article,
                ITEMS_AT_ONCE);
        if (some.isEmpty()) {
            return Optional.empty();
        }
        sql.update(
                "with t as materialized (select greatest(clock_timestamp(),"
                        + " (select at from change order by position desc limit 1)) at), former as ("
                        + "insert into oai_former (article, journal, issue, section, type, stamp, superseded)"
                        + " select i.article, i.journal, i.issue, i.section, i.type, i.stamp, t.at from oai_item i, t"
                        + " where i.article = any(?) and not i.deleted)"
                        + " update oai_item i set stamp = t.at from t where i.article = any(?) and not i.deleted",
                some,
                some);
        return Optional.of(some.get(some.size() - 1));
    }
}
