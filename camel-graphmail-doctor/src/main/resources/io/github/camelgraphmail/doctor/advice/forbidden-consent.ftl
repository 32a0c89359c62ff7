<#import "commands.ftl" as c>
<@c.graph ["AppRoleAssignment.ReadWrite.All", "Application.Read.All"]/>
<#if !principal??>
<@c.enterpriseApp/>
</#if>
<@c.exchange/>
<@c.testScope c.quotedClient() senders[0]/>

# No line with ${drafts?then("Application Mail.Send and one with Application Mail.ReadWrite", "Application Mail.Send")}, or the app is not found: make what is missing, or mails stop.
<@c.pointer c.quotedClient() c.principalRef() c.shortClient()/>
New-ManagementScope -Name '${c.shortClient()}' -RecipientRestrictionFilter "${senderFilter}"
<@c.assign c.principalRef() "Mail.Send" c.shortClient()/>
<#if drafts>
<@c.assign c.principalRef() "Mail.ReadWrite" c.shortClient()/>
</#if>

# When the test says InScope True: remove the consent for the whole tenant.
<@c.removeConsent c.principalRef()/>
