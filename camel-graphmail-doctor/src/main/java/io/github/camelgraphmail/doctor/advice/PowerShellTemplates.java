package io.github.camelgraphmail.doctor.advice;

import freemarker.core.PlainTextOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills in the commands that stand in templates beside this class. Nothing but checked ids and names goes into them. */
public final class PowerShellTemplates {

    private final Configuration configuration;

    public PowerShellTemplates() {
        configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(PowerShellTemplates.class, "/io/github/camelgraphmail/doctor/advice");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setOutputFormat(PlainTextOutputFormat.INSTANCE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setLocalizedLookup(false);
        DefaultObjectWrapperBuilder wrapper = new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34);
        wrapper.setExposeFields(false);
        configuration.setObjectWrapper(wrapper.build());
    }

    /**
     * @param name of the template
     * @param mailboxes that it is about
     * @param others what else it needs
     */
    public String fill(
            String name, TenantIds ids, CloudNames cloud, List<MailboxName> mailboxes, Map<String, Object> others) {
        Map<String, Object> model = new HashMap<>(others);
        put(model, "tenant", ids.tenant());
        put(model, "client", ids.client());
        put(model, "principal", ids.principal());
        put(model, "graphCloud", cloud.graph());
        put(model, "exchangeCloud", cloud.exchange());
        model.put("mailboxes", mailboxes.stream().map(MailboxName::quoted).toList());
        model.put(
                "filter",
                String.join(" -or ", mailboxes.stream().map(MailboxName::filter).toList()));
        StringWriter out = new StringWriter();
        try {
            configuration.getTemplate(name + ".ftl").process(model, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("Template " + name + ": " + e.getMessage(), e);
        }
        return out.toString().replaceAll("\n{3,}", "\n\n").strip();
    }

    /** Templates ask whether it is there. */
    private static void put(Map<String, Object> model, String name, Optional<String> value) {
        value.ifPresent(known -> model.put(name, known));
    }
}
