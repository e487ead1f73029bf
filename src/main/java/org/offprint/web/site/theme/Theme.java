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
 * Site theme of the operator, which is a folder of files that replace or extend the built-in files. The folder is read
 * into memory and checked for changes every half second, so that changes require no restart. If the folder cannot be
 * read completely, the previous theme files remain in use.
 */
@Startup
@ApplicationScoped
public class Theme {

    private static final Logger LOG = Logger.getLogger(Theme.class);
    private static final int CHECK_INTERVAL_MILLIS = 500;

    private final Optional<Path> folder;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looks;
    private final List<Runnable> lastListeners = new CopyOnWriteArrayList<>();
    private volatile ThemeFiles files = ThemeFiles.NONE;
    private String failure = "";

    Theme(@ConfigProperty(name = "offprint.site.theme") Optional<String> folder) {
        this.folder = folder.map(Path::of);
        if (this.folder.isEmpty()) {
            looks = null;
            return;
        }
        if (!Files.isDirectory(this.folder.get())) {
            LOG.errorf("offprint.site.theme is not a folder: %s. The built-in theme is used.", this.folder.get());
        }
        check();
        looks = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "theme");
            thread.setDaemon(true);
            return thread;
        });
        looks.scheduleWithFixedDelay(this::check, CHECK_INTERVAL_MILLIS, CHECK_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void close() {
        if (looks != null) {
            looks.shutdownNow();
        }
    }

    /** Adds a listener that runs after each change to the theme. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /** Adds a listener that runs after each change to the theme, when all ordinary listeners have finished. */
    public void addLastListener(Runnable listener) {
        lastListeners.add(listener);
    }

    /** Returns the current files of the theme. */
    public ThemeFiles files() {
        return files;
    }

    /** Returns the codes of the languages for which the theme provides messages. */
    public Set<String> languages() {
        return files.messages().keySet();
    }

    /** Returns the theme's messages in a language, keyed by message name. */
    public Map<String, String> messages(String code) {
        return files.messages().getOrDefault(code, Map.of());
    }

    private synchronized void check() {
        try {
            String state = Files.isDirectory(folder.get()) ? ThemeFiles.state(folder.get()) : "";
            if (!state.equals(files.state())) {
                files = state.isEmpty() ? ThemeFiles.NONE : ThemeFiles.read(folder.get(), state);
                LOG.infof("The site theme was loaded: %s", files.summary());
                listeners.forEach(Runnable::run);
                lastListeners.forEach(Runnable::run);
            }
            failure = "";
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            // Log a failure to read the theme only once, not on every check.
            if (!failure.equals(e.getMessage())) {
                failure = String.valueOf(e.getMessage());
                LOG.errorf("The site theme cannot be read: %s. The previous theme remains in use.", failure);
            }
        }
    }
}
