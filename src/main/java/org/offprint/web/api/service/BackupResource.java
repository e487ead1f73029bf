package org.offprint.web.api.service;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.database.backup.Backup;
import org.offprint.platform.database.backup.Backups;
import org.offprint.platform.http.caching.AcceptEncoding;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.http.streaming.ClientTimeout;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;

/** REST resource that streams a backup of the whole store to an admin. */
@Path("/v1/backup")
@Tag(name = "Backup")
@RolesAllowed(Role.ADMIN)
@Produces(BackupResource.JSON_LINES)
public class BackupResource {

    private static final Logger LOG = Logger.getLogger(BackupResource.class);

    static final String JSON_LINES = "application/jsonl";

    private static final int START_TIMEOUT_MILLIS = 5_000;
    private static final int BUFFER = 1 << 16;

    private final Backups backups;
    private final Duration timeout;
    private final Audit audit;
    private final Caller caller;

    BackupResource(
            Backups backups,
            Audit audit,
            Caller caller,
            @ConfigProperty(name = "offprint.backup.patience") Duration timeout) {
        this.backups = backups;
        this.audit = audit;
        this.caller = caller;
        this.timeout = timeout;
    }

    @GET
    @QuotaOf(QuotaClass.EXPORT)
    @Operation(
            operationId = "getBackup",
            summary = "Take a backup",
            description = "Returns all stored data as JSON Lines, from one snapshot that excludes concurrent"
                    + " writes. The last line contains the number of rows. If the last line is missing, the"
                    + " backup is incomplete, and `--restore` rejects the backup. Only one backup can run at a"
                    + " time. A backup is cancelled if the client reads no data for 60 s. A backup contains"
                    + " non-public data and secrets of the service. Protect a backup like an API key.")
    @APIResponse(
            responseCode = "200",
            description = "JSON Lines file with a header line, one line per row of each table, and a final line"
                    + " with the number of rows.",
            content = @Content(mediaType = JSON_LINES, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response getBackup(
            @HeaderParam("Accept-Encoding") @Parameter(hidden = true) String acceptEncoding,
            @Context RoutingContext context) {
        boolean gzip = AcceptEncoding.takesGzip(acceptEncoding);
        Response.ResponseBuilder response = Response.ok()
                .type(JSON_LINES)
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept-Encoding")
                .header("Content-Disposition", "attachment; filename=\"offprint-" + today() + ".jsonl\"");
        if (gzip) {
            response.header("Content-Encoding", "gzip");
        }
        if (context.request().method().name().equals("HEAD")) {
            return response.build();
        }
        Backup backup = begin();
        AtomicBoolean begun = new AtomicBoolean();
        // Close the backup if the response is never written, for example because the client has disconnected.
        context.vertx().setTimer(START_TIMEOUT_MILLIS, late -> closeUnless(begun, backup, context));
        context.addEndHandler(ended -> closeUnless(begun, backup, context));
        return response.entity((StreamingOutput) out -> {
                    if (!begun.compareAndSet(false, true)) {
                        throw new ClosedChannelException();
                    }
                    send(backup, out, gzip, context);
                })
                .build();
    }

    /**
     * Starts a backup and records it in the audit trail. Even if the transfer is aborted later, the audit entry
     * remains.
     */
    private Backup begin() {
        Backup backup = backups.begin();
        try {
            audit.record(caller.asActor(), "backup.taken", AuditedObject.only("backup"), null, null);
            return backup;
        } catch (RuntimeException e) {
            backup.close();
            throw e;
        }
    }

    private static void closeUnless(AtomicBoolean begun, Backup backup, RoutingContext context) {
        if (begun.compareAndSet(false, true)) {
            context.vertx().executeBlocking(() -> {
                backup.close();
                return null;
            });
        }
    }

    private void send(Backup backup, OutputStream out, boolean gzip, RoutingContext context) throws IOException {
        try (backup;
                ClientTimeout client = new ClientTimeout(out, context, timeout)) {
            OutputStream lines = gzip ? new GZIPOutputStream(client, BUFFER) : new BufferedOutputStream(client, BUFFER);
            backup.writeTo(lines);
            if (lines instanceof GZIPOutputStream compressed) {
                compressed.finish();
            }
        } catch (IOException e) {
            LOG.infof("A backup was aborted: %s", e);
            // Abort the connection: if the response ended normally, clients would treat the incomplete file as
            // complete.
            throw new ClosedChannelException();
        }
    }

    private static String today() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
    }
}
