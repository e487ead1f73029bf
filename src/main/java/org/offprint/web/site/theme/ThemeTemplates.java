package org.offprint.web.site.theme;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.Reader;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Looks up templates in the theme and then in the built-in templates. A theme template that failed is skipped until its
 * file changes.
 */
@Singleton
public class ThemeTemplates implements TemplateLocator {

    private static final Logger LOG = Logger.getLogger(ThemeTemplates.class);

    private final Theme theme;
    /** Sources of theme templates that have failed, keyed by template name. */
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    ThemeTemplates(Theme theme) {
        this.theme = theme;
    }

    void register(@Observes EngineBuilder builder) {
        builder.addLocator(this);
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    @Override
    public Optional<TemplateLocation> locate(String id) {
        return source(id).map(ThemeTemplate::new);
    }

    private Optional<String> source(String id) {
        String source = theme.files().templates().get(id);
        return source == null || source.equals(refused.get(id)) ? Optional.empty() : Optional.of(source);
    }

    /**
     * Disables the theme template that caused a failure until its file changes. Returns false if the template is not
     * part of the theme.
     */
    public boolean disable(TemplateException failure) {
        String id = failure.getOrigin() == null ? null : failure.getOrigin().getTemplateId();
        Optional<String> source = id == null ? Optional.empty() : source(id);
        if (source.isEmpty()) {
            return false;
        }
        refused.put(id, source.get());
        LOG.errorf(
                "Line %d of the theme's template %s failed: %s. The built-in template is used until the"
                        + " file changes.",
                failure.getOrigin().getLine(), id, failure.getMessage());
        return true;
    }

    private record ThemeTemplate(String source) implements TemplateLocation {

        @Override
        public Reader read() {
            return new StringReader(source);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
        }
    }
}
