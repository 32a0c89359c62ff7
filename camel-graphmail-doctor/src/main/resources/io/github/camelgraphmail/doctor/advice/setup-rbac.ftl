<#import "commands.ftl" as c>
<#import "setup.ftl" as s>
<@s.introduction "RBAC for Applications"/>

<@s.application/>

# 3. What the app may use: these mailboxes and no others. The object id is the ENTERPRISE APPLICATION's; with the app registration's nothing works.
#    In a tenant that has never customized roles, New-ManagementScope asks for Enable-OrganizationCustomization first.
<@c.pointer "$app.AppId" "$principal.Id" name/>
<@c.scope name + " senders"/>
<@c.assign "$principal.Id" "Mail.Send" name + " senders"/>
<#if largeMails>
<@c.assign "$principal.Id" "Mail.ReadWrite" name + " senders"/>
</#if>

# 4. Remove a consent to Mail.Send or Mail.ReadWrite for the whole tenant, or the scope means nothing: the two add up.
#    There is none for a new app; give it none. Run it again when somebody has clicked on "Grant admin consent".
<@c.removeConsent "$principal.Id"/>

# 5. Test. These look past the cache: they tell at once what the app will be allowed in 30 minutes to two hours.
<#list mailboxes as mailbox>
<@c.testScope "$app.AppId" mailbox/>
</#list>
# It should look like this, with a line for each role that was assigned:
#   RoleName                   ${"AllowedResourceScope"?right_pad((name + " senders")?length)}  ScopeType             InScope
#   --------                   ${"--------------------"?right_pad((name + " senders")?length)}  ---------             -------
#   Application Mail.Send      ${(name + " senders")?right_pad(20)}  CustomRecipientScope  True
<#if largeMails>
#   Application Mail.ReadWrite ${(name + " senders")?right_pad(20)}  CustomRecipientScope  True
</#if>
<#list forbidden as mailbox>
<@c.testScope "$app.AppId" mailbox "has to say False"/>
</#list>
Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -All | Format-Table AppRoleId, ResourceDisplayName   # none of the two of step 4

<@s.properties 6/>

# 7. After two hours, on the application's machine: doctor --config application.properties --sender ${mailboxes[0]} --forbidden ${forbidden[0]}
#    A running application that keeps asking may be told "denied" for longer; leave it alone for half an hour then.
