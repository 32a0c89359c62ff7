/**
 * Whether the app can send as a mailbox, looked at from outside: Graph is asked for what can't send anything, and its answer tells.
 * Microsoft documents no such check, so that every finding says what was observed and what that indicates, and no more.
 */
package io.github.camelgraphmail.scope;
