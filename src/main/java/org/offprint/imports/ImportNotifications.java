package org.offprint.imports;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.offprint.platform.jobs.Jobs;
import org.offprint.platform.webhooks.EventSubject;
import org.offprint.platform.webhooks.EventType;
import org.offprint.platform.webhooks.Webhooks;

/** Sends a webhook event when an import ends, to the webhooks of the importer's API key and of admins. */
@ApplicationScoped
class ImportNotifications {

    private final Jobs jobs;
    private final Webhooks webhooks;

    ImportNotifications(Jobs jobs, Webhooks webhooks) {
        this.jobs = jobs;
        this.webhooks = webhooks;
    }

    void start(@Observes StartupEvent event) {
        jobs.onEnd(
                Imports.KIND,
                job -> webhooks.notifyKey(
                        EventType.IMPORT_FINISHED,
                        job.by().key(),
                        EventSubject.of("import", job.id(), null, "/v1/imports/" + job.id())));
    }
}
