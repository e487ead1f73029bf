package org.offprint.web.site.pages;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.Map;
import org.offprint.web.site.theme.Theme;
import org.offprint.web.site.theme.ThemeTemplates;

/**
 * Renders pages with templates of the site theme. The built-in template is used if the theme has no template for the
 * page or if the theme's template fails.
 */
@Singleton
class PageTemplates {

    private final Engine engine;
    private final Theme theme;
    private final ThemeTemplates ofTheme;

    PageTemplates(Engine engine, Theme theme, ThemeTemplates ofTheme) {
        this.engine = engine;
        this.theme = theme;
        this.ofTheme = ofTheme;
        theme.addListener(engine::clearTemplates);
    }

    /**
     * Renders a page with a template.
     *
     * @param name file name of the template
     * @param attributes template attributes, named as in {@link TemplateTexts}
     * @throws TemplateException if a built-in template fails
     */
    String write(String name, Map<String, Object> data, Map<String, Object> attributes) {
        // Retry at most once per template of the theme, because a failed template is not used again.
        int most = theme.files().templates().size();
        for (int tries = 0; ; tries++) {
            try {
                return render(name, data, attributes);
            } catch (TemplateException e) {
                if (tries >= most || !ofTheme.disable(e)) {
                    throw e;
                }
                engine.clearTemplates();
            }
        }
    }

    private String render(String name, Map<String, Object> data, Map<String, Object> attributes) {
        Template template = engine.getTemplate(name);
        if (template == null) {
            throw new TemplateException("There is no page template " + name);
        }
        TemplateInstance instance = template.instance();
        data.forEach(instance::data);
        attributes.forEach(instance::setAttribute);
        return instance.render();
    }
}
