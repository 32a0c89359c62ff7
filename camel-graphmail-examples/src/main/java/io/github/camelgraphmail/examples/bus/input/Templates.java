package io.github.camelgraphmail.examples.bus.input;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.InvalidReferenceException;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.github.camelgraphmail.InvalidMailException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;

/** Fills templates. In HTML a value never becomes markup; a value that is missing is an error. Safe for use by many threads. */
public final class Templates {

    private final Configuration freemarker;

    public Templates() {
        freemarker = new Configuration(Configuration.VERSION_2_3_34);
        freemarker.setOutputFormat(HTMLOutputFormat.INSTANCE);
        freemarker.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        freemarker.setLogTemplateExceptions(false);
        freemarker.setNumberFormat("computer");
    }

    /** Reads a template of HTML. */
    public Template html(String name, String text) throws IOException {
        return new Template(name, new StringReader(text), freemarker);
    }

    /** Reads a template of plain text, such as a subject. */
    public Template plain(String name, String text) throws IOException {
        TemplateConfiguration plain = new TemplateConfiguration();
        plain.setOutputFormat(PlainTextOutputFormat.INSTANCE);
        plain.setParentConfiguration(freemarker);
        return new Template(name, null, new StringReader(text), freemarker, plain, null);
    }

    /** @throws InvalidMailException when a value is missing that the template shows */
    public String fill(Template template, Map<String, ?> values) throws IOException {
        StringWriter filled = new StringWriter();
        try {
            template.process(values, filled);
        } catch (InvalidReferenceException e) {
            throw new InvalidMailException(
                    template.getName(),
                    "shows ${" + e.getBlamedExpressionString() + "}, and there is no such value.",
                    "Add it, or write ${" + e.getBlamedExpressionString() + "!} where it may be missing.",
                    e);
        } catch (TemplateException e) {
            throw new InvalidMailException(
                    template.getName(), "can't be filled: " + e.getMessageWithoutStackTop(), "Mend the template.", e);
        }
        return filled.toString();
    }
}
