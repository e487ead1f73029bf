package org.offprint.web.site.theme;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The operator's own look of the site: a folder of files that stand in for the built-in ones or add to them, read into
 * memory and looked at every half second, so that a change is seen without a restart. A folder that cannot be read whole
 * leaves what was read before.
 */
@Startup
@ApplicationScoped
public class Theme {

    private static final Logger LOG = Logger.getLogger(Theme.class);
    private static final int MILLIS_BETWEEN_LOOKS = 500;

    private final Optional<Path> folder;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looks;
    private final List<Runnable> lastListeners = new CopyOnWriteArrayList<>();
    private volatile ThemeFiles files = ThemeFiles.NONE;
    private volatile int generation;
    private String failure = "";

    Theme(@ConfigProperty(name = "offprint.site.theme") Optional<String> folder) {
        this.folder = folder.map(Path::of);
        if (this.folder.isEmpty()) {
            looks = null;
            return;
        }
        if (!Files.isDirectory(this.folder.get())) {
            LOG.errorf("offprint.site.theme names no folder: %s. The built-in look serves.", this.folder.get());
        }
        look();
        looks = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "theme");
            thread.setDaemon(true);
            return thread;
        });
        looks.scheduleWithFixedDelay(this::look, MILLIS_BETWEEN_LOOKS, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void close() {
        if (looks != null) {
            looks.shutdownNow();
        }
    }

    /** Calls this whenever a file of the theme has changed. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Calls this whenever a file of the theme has changed and all others were called. */
    public void listenLast(Runnable listener) {
        lastListeners.add(listener);
    }

    /** Returns a number that grows when all that is made of the files has been made anew. */
    public int generation() {
        return generation;
    }

    /** Returns the files as they were last read. */
    public ThemeFiles files() {
        return files;
    }

    /** Returns the codes of the languages that the theme has texts in. */
    public Set<String> languages() {
        return files.messages().keySet();
    }

    /** Returns the theme's own texts in a language, by their names. */
    public Map<String, String> messages(String code) {
        return files.messages().getOrDefault(code, Map.of());
    }

    private synchronized void look() {
        try {
            String state = Files.isDirectory(folder.get()) ? ThemeFiles.state(folder.get()) : "";
            if (!state.equals(files.state())) {
                files = state.isEmpty() ? ThemeFiles.NONE : ThemeFiles.read(folder.get(), state);
                LOG.infof("The theme of the site was read: %s", files.summary());
                listeners.forEach(Runnable::run);
                generation++;
                lastListeners.forEach(Runnable::run);
            }
            failure = "";
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            // Said once, not at every look.
            if (!failure.equals(e.getMessage())) {
                failure = String.valueOf(e.getMessage());
                LOG.errorf("The theme of the site cannot be read: %s. What was read before serves.", failure);
            }
        }
    }
}
