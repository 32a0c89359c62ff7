/**
 * The doctor: looks at what an application needs to send mail, says how to mend what is missing, and prints the set-up of a tenant.
 * {@code cli} is the command; {@code application} stands in for the application with its own properties; {@code check} looks at one
 * thing after another; {@code advice} has the commands that mend; {@code setup} the whole script; {@code report} prints.
 */
package io.github.camelgraphmail.doctor;
