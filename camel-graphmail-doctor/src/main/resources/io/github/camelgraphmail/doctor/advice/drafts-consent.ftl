<#import "commands.ftl" as c>
<@c.exchange/>
Test-ApplicationAccessPolicy -Identity ${mailboxes[0]} -AppId ${c.quotedClient()}   # has to be Granted, and Denied for a mailbox of somebody else
<@c.graph ["AppRoleAssignment.ReadWrite.All", "Application.Read.All"]/>
<#if !principal??>
<@c.enterpriseApp/>
</#if>
<@c.findGraph/>
<@c.consent c.principalRef() "Mail.ReadWrite"/>
