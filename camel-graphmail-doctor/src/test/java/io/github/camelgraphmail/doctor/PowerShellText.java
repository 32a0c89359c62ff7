package io.github.camelgraphmail.doctor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script of PowerShell, read by its rules for quotes, comments, brackets, continued lines and variables. It is no parser of
 * PowerShell: it finds what a template can get wrong.
 */
public final class PowerShellText {

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");
    private static final Pattern ASSIGNMENT = Pattern.compile("^\\s*\\$(\\w+)\\s*=");
    private static final Pattern CMDLET = Pattern.compile("[A-Z][A-Za-z]+-[A-Z][A-Za-z]+");

    /** What PowerShell has by itself. */
    private static final Set<String> ITS_OWN = Set.of("_", "true", "false", "null");

    private static final Set<String> CMDLETS = Set.of(
            "Install-Module",
            "New-Object",
            "Resolve-Path",
            "Get-Date",
            "Where-Object",
            "ForEach-Object",
            "Format-Table",
            "Format-List",
            "Connect-MgGraph",
            "Connect-ExchangeOnline",
            "Get-MgContext",
            "Get-MgApplication",
            "New-MgApplication",
            "Add-MgApplicationPassword",
            "Get-MgServicePrincipal",
            "New-MgServicePrincipal",
            "Update-MgServicePrincipal",
            "Get-MgApplicationFederatedIdentityCredential",
            "Get-MgServicePrincipalAppRoleAssignment",
            "New-MgServicePrincipalAppRoleAssignment",
            "Remove-MgServicePrincipalAppRoleAssignment",
            "New-ServicePrincipal",
            "New-ManagementScope",
            "Get-ManagementScope",
            "Set-ManagementScope",
            "New-ManagementRoleAssignment",
            "Get-ManagementRoleAssignment",
            "Remove-ManagementRoleAssignment",
            "Test-ServicePrincipalAuthorization",
            "New-DistributionGroup",
            "Add-DistributionGroupMember",
            "New-ApplicationAccessPolicy",
            "Get-ApplicationAccessPolicy",
            "Test-ApplicationAccessPolicy",
            "Get-Recipient");

    private final List<String> problems = new ArrayList<>();
    private final StringBuilder code = new StringBuilder();

    public PowerShellText(String text) {
        read(text);
        checkVariables();
        checkCmdlets();
    }

    /** What is wrong with it. */
    public List<String> problems() {
        return problems;
    }

    /** Leaves what stands in single quotes and comments out, and keeps the variables in double quotes. */
    private void read(String text) {
        Deque<Character> open = new ArrayDeque<>();
        int line = 1;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c > 126) {
                problems.add("line " + line + ": " + c + " is not ASCII");
            }
            if (c == '\n') {
                line++;
            }
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = (end < 0 ? text.length() : end) - 1;
            } else if (c == '\'' || c == '"') {
                int end = endOfString(text, at);
                if (end < 0 || text.substring(at, end).contains("\n")) {
                    problems.add("line " + line + ": " + c + " is not closed");
                    return;
                }
                code.append(c == '"' ? text.substring(at + 1, end) : "''");
                at = end;
            } else if ("({[".indexOf(c) >= 0) {
                open.push(c);
                code.append(c);
            } else if (")}]".indexOf(c) >= 0) {
                if (open.isEmpty() || "({[".indexOf(open.pop()) != ")}]".indexOf(c)) {
                    problems.add("line " + line + ": " + c + " closes nothing");
                }
                code.append(c);
            } else if (c == '`') {
                if (at + 1 >= text.length() || text.charAt(at + 1) != '\n') {
                    problems.add("line " + line + ": something stands behind the backtick");
                }
            } else {
                code.append(c);
            }
        }
        if (!open.isEmpty()) {
            problems.add("not closed: " + open);
        }
    }

    private static int endOfString(String text, int start) {
        char quote = text.charAt(start);
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) == quote) {
                if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return at;
                }
            }
        }
        return -1;
    }

    private void checkVariables() {
        Set<String> assigned = new HashSet<>(ITS_OWN);
        code.toString().lines().forEach(line -> {
            Matcher assignment = ASSIGNMENT.matcher(line);
            boolean assigns = assignment.find();
            Matcher variable = VARIABLE.matcher(line);
            int from = assigns ? assignment.end() : 0;
            while (variable.find(from)) {
                if (!assigned.contains(variable.group(1))) {
                    problems.add("$" + variable.group(1) + " is used before it is assigned: " + line.strip());
                }
                from = variable.end();
            }
            if (assigns) {
                assigned.add(assignment.group(1));
            }
        });
    }

    /** A misspelt one, or one that nobody has looked up. */
    private void checkCmdlets() {
        Matcher cmdlet = CMDLET.matcher(code);
        while (cmdlet.find()) {
            if (!CMDLETS.contains(cmdlet.group())) {
                problems.add(cmdlet.group() + " is not among the cmdlets that were looked up");
            }
        }
    }
}
